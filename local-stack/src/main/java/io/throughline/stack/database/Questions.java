package io.throughline.stack.database;

/** What a person asks a service's database, or would change there: nothing of it stays. */
public final class Questions {

    private final Database database;

    /** @param name of the service's database */
    public Questions(PostgresServer server, String name) {
        this.database = new Database(server, name);
    }

    /** @throws IllegalStateException with PostgreSQL's word when it does not understand the statement */
    public void ask(String statement) {
        database.attempt(statement);
    }
}
