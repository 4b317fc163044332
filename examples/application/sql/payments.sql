CREATE TABLE payments (id BIGINT, amount DECIMAL(10, 2)) WITH ('connector' = 'datagen');
CREATE TABLE checked (id BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO checked SELECT id FROM payments WHERE amount > 0;
