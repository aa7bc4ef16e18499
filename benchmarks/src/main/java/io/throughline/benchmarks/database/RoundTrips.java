package io.throughline.benchmarks.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts what waits for the database: statements, commits, rollbacks. The driver sends a begin with what follows. */
final class RoundTrips {

    private static final Set<String> ENDS = Set.of("commit", "rollback");

    private final AtomicLong count = new AtomicLong();
    private final DataSource counted;

    RoundTrips(DataSource source) {
        this.counted = proxy(DataSource.class, source);
    }

    DataSource dataSource() {
        return counted;
    }

    long count() {
        return count.get();
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> wrapped(invoke(target, method, arguments))));
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("execute") || ENDS.contains(method.getName())) {
            count.incrementAndGet();
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private Object wrapped(Object result) {
        return switch (result) {
            case Connection connection -> proxy(Connection.class, connection);
            case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
            case null, default -> result;
        };
    }
}
