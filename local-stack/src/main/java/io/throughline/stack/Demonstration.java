package io.throughline.stack;

import io.throughline.stack.parts.Folders;
import io.throughline.stack.parts.Lineup;
import io.throughline.stack.parts.Ports;
import io.throughline.stack.parts.Shutdown;
import io.throughline.stack.parts.Stack;
import io.throughline.stub.storefront.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code ./run}: everything runs, orders come in, and each is shown when it has reached its last system. */
final class Demonstration {

    /** Nobody at a laptop waits a quarter of an hour to see an order that no webhook told of. */
    private static final Map<String, String> SOON = Map.of(
            "THROUGHLINE_INGEST_RECONCILE_GRACE", "20s",
            "THROUGHLINE_INGEST_RECONCILE_INTERVAL", "20s");

    private final Folders folders;
    private final Shutdown shutdown;
    private final Clock clock = Clock.systemUTC();

    Demonstration(Folders folders, Shutdown shutdown) {
        this.folders = folders;
        this.shutdown = shutdown;
    }

    /** Runs until it is interrupted; then false, because it never ends by itself. */
    boolean run() {
        Instant begin = clock.instant();
        System.out.println("Starting Throughline; logs are in " + folders.logs());
        Lineup lineup = Lineup.everything(folders.root());
        Ports ports = Ports.usual(lineup, System.getenv());
        Stack stack = Stack.start(new Stack.Setting(folders, lineup, ports), SOON, shutdown);
        greet(stack, Duration.between(begin, clock.instant()));
        shutdown.added(new Market(stack, clock, System.out)).open();
        return false;
    }

    private static void greet(Stack stack, Duration took) {
        System.out.printf("Everything is ready after %d s.%n%n", took.toSeconds());
        System.out.printf(
                "  dashboard   %s   user operator, password %s%n",
                stack.dashboard(), password(stack.dashboardPassword()));
        System.out.printf(
                "              as second person: user approver, password %s%n", password(stack.approverPassword()));
        System.out.printf("  webhooks    %s/webhooks/{source}/{shop}, signed with%n", stack.ingest());
        for (Shop shop : stack.shops()) {
            System.out.printf("              %-20s %s%n", shop, shop.secret());
        }
        System.out.printf(
                "              %s: a tenth of their webhooks is lost%n",
                stack.stubShops().shops().stream().map(Shop::toString).collect(Collectors.joining(", ")));
        System.out.printf("  downstream  %s%n", String.join("  ", stack.downstreamAddresses()));
        System.out.printf("  database    %s%n%n", stack.databaseAddress());
        System.out.println("Orders that reached their last system (Ctrl-C stops everything):");
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            return "in " + file;
        }
    }
}
