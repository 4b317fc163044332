STATEMENTS = [
    "CREATE TABLE rates (currency STRING, rate DOUBLE) WITH ('connector' = 'datagen')",
    "CREATE TABLE latest (currency STRING) WITH ('connector' = 'blackhole')",
    "INSERT INTO latest SELECT currency FROM rates",
]
