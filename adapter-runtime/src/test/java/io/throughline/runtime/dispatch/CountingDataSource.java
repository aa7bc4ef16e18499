package io.throughline.runtime.dispatch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts what goes over the wire: every execution of a statement is a round trip. */
final class CountingDataSource {

    private final AtomicInteger roundTrips = new AtomicInteger();
    private final DataSource counted;

    CountingDataSource(DataSource source) {
        this.counted = proxy(DataSource.class, source);
    }

    DataSource dataSource() {
        return counted;
    }

    int roundTrips() {
        return roundTrips.get();
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        roundTrips.incrementAndGet();
                    }
                    try {
                        return counted(method.invoke(target, arguments));
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private Object counted(Object result) {
        return switch (result) {
            case Connection connection -> proxy(Connection.class, connection);
            case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
            case null, default -> result;
        };
    }
}
