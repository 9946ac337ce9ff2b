-- What the database writes into its own log (PostgreSQL 15+). Run once, as a superuser, in the database `madoguchi`:
--   psql -v ON_ERROR_STOP=1 -d madoguchi -f deploy/sql/logging.sql
-- Holds for every new connection to this database, whoever makes it, and on its standbys. A setting of a role
-- (ALTER ROLE … SET) would go before it: set none of these there.
--
-- The log of a database is read by more people than its rows, and kept longer. By its defaults it quotes what people
-- typed: "Key (x)=(…) already exists", "Failing row contains (…)", 'invalid input syntax for type integer: "…"', the
-- parameters of a slow statement.

DO $$
DECLARE
    setting text;
BEGIN
    FOREACH setting IN ARRAY ARRAY[
        -- An error is the application's to tell: it names its kind and place, and never a value.
        'log_min_messages = log',
        -- Slow statements are written as they were prepared, with $1 for each value.
        'log_min_duration_statement = 1000',
        'log_parameter_max_length = 0',
        -- A second hold, for whoever sets log_min_messages lower while looking for a fault.
        'log_error_verbosity = terse',
        'log_min_error_statement = panic',
        'log_parameter_max_length_on_error = 0',
        'log_statement = none',
        'debug_print_parse = off',
        'debug_print_rewritten = off',
        'debug_print_plan = off'
    ] LOOP
        EXECUTE format(
            'ALTER DATABASE %I SET %s = %L',
            current_database(), split_part(setting, ' = ', 1), split_part(setting, ' = ', 2)
        );
    END LOOP;
END
$$;
