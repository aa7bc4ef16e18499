package io.throughline.backbone.servicebus;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.azure.ServiceBusEmulatorContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.mssqlserver.MSSQLServerContainer;

/** The same promises on Microsoft's emulator; needs Docker. */
@Tag("containers")
class BatchReceiverContainersIT extends BatchReceiverContract {

    static final Network NETWORK = Network.newNetwork();

    static final MSSQLServerContainer SQL_SERVER = new MSSQLServerContainer(
                    "mcr.microsoft.com/mssql/server:2022-CU14-ubuntu-22.04")
            .acceptLicense()
            .withNetwork(NETWORK);

    static final ServiceBusEmulatorContainer BROKER = new ServiceBusEmulatorContainer(
                    "mcr.microsoft.com/azure-messaging/servicebus-emulator:1.1.2")
            .acceptLicense()
            .withConfig(Transferable.of(CONFIG))
            .withNetwork(NETWORK)
            .withMsSqlServerContainer(SQL_SERVER);

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.stop();
        SQL_SERVER.stop();
        NETWORK.close();
    }

    @Override
    String connectionString() {
        return BROKER.getConnectionString();
    }
}
