package io.throughline.backbone.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a row that can never be written from a database that cannot be reached now. */
public final class DataErrors {

    private DataErrors() {}

    /**
     * True unless PostgreSQL, or the way to it, is at fault: what fails in our own code, or for the sake of a value,
     * ends the same in another try.
     */
    public static boolean isRowsFault(RuntimeException failure) {
        boolean fromDatabase = failure instanceof DataAccessException || failure instanceof TransactionException;
        return !fromDatabase || isDataError(failure);
    }

    /** True for SQLSTATE classes 22 (data), 23 (constraint) and 54 (limit): another try would end the same. */
    public static boolean isDataError(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return false;
    }
}
