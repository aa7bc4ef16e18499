package io.throughline.emulator;

import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClientBuilder;
import io.throughline.emulator.core.EntityCounts;
import java.net.URI;
import java.util.Optional;

/** A Service Bus with the entities of a test. */
interface Bus extends AutoCloseable {

    String connectionString();

    /** Where it is administered, if not at its own host over TLS. */
    Optional<URI> administrationAddress();

    /**
     * How an entity is really called.
     *
     * @param entity as the test calls it: {@code orders}, {@code orders/subscriptions/all}
     */
    String name(String entity);

    /** Of a foreign one, only active (locked ones too), scheduled and dead-lettered messages are known. */
    EntityCounts counts(String path);

    default ServiceBusAdministrationClient administration() {
        return administration(connectionString(), administrationAddress());
    }

    /** The client knows neither plain HTTP nor ports: a policy sends its requests where they belong. */
    static ServiceBusAdministrationClient administration(String connectionString, Optional<URI> address) {
        var builder = new ServiceBusAdministrationClientBuilder().connectionString(connectionString);
        address.ifPresent(base -> builder.addPolicy((context, next) -> {
            var request = context.getHttpRequest();
            request.setUrl(base.resolve(request.getUrl().getFile()).toString());
            return next.process();
        }));
        return builder.buildClient();
    }

    @Override
    void close();
}
