from pyflink.table import EnvironmentSettings, TableEnvironment

import rates

tables = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
for statement in rates.STATEMENTS:
    tables.execute_sql(statement)
