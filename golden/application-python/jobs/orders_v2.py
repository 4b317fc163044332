import prices

from pyflink.table import EnvironmentSettings, TableEnvironment

t = TableEnvironment.create(EnvironmentSettings.in_streaming_mode())
for statement in prices.STATEMENTS:
    t.execute_sql(statement)
