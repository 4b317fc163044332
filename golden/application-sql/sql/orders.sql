CREATE TABLE orders (id BIGINT, price DECIMAL(10, 2)) WITH ('connector' = 'datagen');
CREATE TABLE sink (id BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO sink SELECT id FROM orders;
