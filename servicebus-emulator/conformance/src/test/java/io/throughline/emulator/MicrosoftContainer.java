package io.throughline.emulator;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.azure.ServiceBusEmulatorContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.mssqlserver.MSSQLServerContainer;

/** Microsoft's emulator, once for all classes of a JVM; Testcontainers removes it when the JVM ends. Needs Docker. */
final class MicrosoftContainer {

    /** Empty but for its namespace: the tests make what they need by the administration client, which 2.0 has. */
    private static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [], "Topics": []}],
              "Logging": {"Type": "File"}}}
            """;

    private static final int ADMINISTRATION_PORT = 5300;

    private MicrosoftContainer() {}

    static boolean isWanted() {
        return Boolean.getBoolean("servicebus.container");
    }

    static ForeignBus.Address address() {
        return Started.ADDRESS;
    }

    /** Started by whoever asks first. */
    private static final class Started {

        static final ForeignBus.Address ADDRESS = start();

        // Nothing closes them: they serve until the JVM ends.
        @SuppressWarnings("resource")
        private static ForeignBus.Address start() {
            var network = Network.newNetwork();
            var database = new MSSQLServerContainer("mcr.microsoft.com/mssql/server:2022-CU14-ubuntu-22.04")
                    .acceptLicense()
                    .withNetwork(network);
            var broker = new ServiceBusEmulatorContainer("mcr.microsoft.com/azure-messaging/servicebus-emulator:2.0.0")
                    .acceptLicense()
                    .withConfig(Transferable.of(CONFIG))
                    .withNetwork(network)
                    .withMsSqlServerContainer(database);
            broker.addExposedPort(ADMINISTRATION_PORT);
            broker.start();
            var administration = "http://" + broker.getHost() + ":" + broker.getMappedPort(ADMINISTRATION_PORT);
            return new ForeignBus.Address(broker.getConnectionString(), Optional.of(URI.create(administration)));
        }
    }
}
