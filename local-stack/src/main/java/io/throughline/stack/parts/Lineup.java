package io.throughline.stack.parts;

import io.throughline.stack.process.StackException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is started.
 *
 * @param services in the order in which they are stopped: who makes work before who does it
 * @param guests adapters among them that were added to the project
 */
public record Lineup(List<Service> services, List<Guest> guests) {

    public Lineup {
        services = List.copyOf(services);
        guests = List.copyOf(guests);
    }

    /** All that the project in this folder has. */
    public static Lineup everything(Path root) {
        List<Guest> guests = Guest.in(root);
        return new Lineup(
                Stream.of(
                                Stream.of(Service.INGEST),
                                Service.known().stream(),
                                guests.stream().map(Guest::service),
                                Stream.of(Service.DASHBOARD))
                        .flatMap(each -> each)
                        .toList(),
                guests);
    }

    /** What the check counts: the adapters that it can hold against what their downstream systems have. */
    public static Lineup known() {
        return new Lineup(
                Stream.of(Stream.of(Service.INGEST), Service.known().stream(), Stream.of(Service.DASHBOARD))
                        .flatMap(each -> each)
                        .toList(),
                List.of());
    }

    /** The same with every adapter twice. */
    public static Lineup twofold() {
        return known().twice();
    }

    /** Ingest, one adapter twice, and nothing else. */
    public static Lineup twofold(Service adapter) {
        return new Lineup(List.of(Service.INGEST, adapter), List.of()).twice();
    }

    private Lineup twice() {
        return new Lineup(
                services.stream()
                        .flatMap(service ->
                                adapters().contains(service) ? Stream.of(service, service.twin()) : Stream.of(service))
                        .toList(),
                guests);
    }

    /**
     * One adapter and nothing else.
     *
     * @throws StackException when the project has no such adapter
     */
    public static Lineup only(Path root, String module) {
        Lineup all = everything(root);
        Service adapter = all.adapters().stream()
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new StackException("There is no adapter " + module + "; there are "
                        + all.adapters().stream().map(Service::module).toList()));
        List<Guest> guests = all.guests().stream()
                .filter(guest -> guest.service().equals(adapter))
                .toList();
        return new Lineup(List.of(adapter), guests);
    }

    public List<Service> adapters() {
        return services.stream()
                .filter(service -> service.module().endsWith(Service.ADAPTER))
                .toList();
    }

    /** Its adapters, each once, that the check can hold against what their downstream systems have. */
    public List<Service> counted() {
        return Service.known().stream().filter(services::contains).toList();
    }

    List<Port> ports() {
        return Stream.of(
                        Port.USUAL.stream(),
                        services.stream().map(Service::management),
                        guests.stream().map(Guest::stub))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    List<String> databases() {
        return services.stream().map(Service::database).distinct().toList();
    }
}
