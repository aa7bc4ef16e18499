package io.throughline.emulator.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.throughline.emulator.amqp.SharedAccessKey;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.rules.BadFilterException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Answers administration clients: reads and writes on its caller's thread, and looks at entities on the broker's. */
public final class Administration implements HttpHandler {

    /** Runs a question on the thread that owns the entities. */
    @FunctionalInterface
    public interface Asking {
        <T> T ask(Function<Namespace, T> question);
    }

    /** Of the namespace; Microsoft's emulator has this one. */
    private static final String NAME = "sbemulatorns";

    private final SharedAccessKey key;
    private final Clock clock;
    private final Asking broker;

    public Administration(SharedAccessKey key, Clock clock, Asking broker) {
        this.key = key;
        this.clock = clock;
        this.broker = broker;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var body = answer.body() == null ? new byte[0] : XmlWriting.write(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/xml; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            var token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            key.require(token, "http://emulator" + exchange.getRequestURI().getPath(), clock.instant());
            var call = Call.read(exchange);
            return broker.ask(namespace -> answer(call, namespace));
        } catch (Refusal refusal) {
            return Answer.refused(refusal);
        } catch (IllegalArgumentException e) {
            return Answer.error(400, e);
        } catch (IllegalStateException e) {
            return Answer.error(503, e);
        }
    }

    /** Everything that can be wrong with a call becomes an answer: the broker's thread gets no exception. */
    private static Answer answer(Call call, Namespace namespace) {
        try {
            return route(call, namespace);
        } catch (Refusal refusal) {
            return Answer.refused(refusal);
        } catch (IllegalArgumentException | BadFilterException e) {
            return Answer.error(400, e);
        }
    }

    private static Answer route(Call call, Namespace namespace) {
        var now = namespace.timers().now();
        var directory = namespace.directory();
        var entities = new Entities(directory, now);
        return switch (call.address()) {
            case Address.Entity(var name) -> entities.queueOrTopic(call, name);
            case Address.OneSubscription subscription -> entities.subscription(call, subscription);
            case Address.OneRule rule -> new Rules(namespace, now).one(call, rule);
            case Address.Queues() -> entities.list(get(call), call.root(), directory.queues());
            case Address.Topics() -> entities.list(get(call), call.root(), directory.topics());
            case Address.Subscriptions(var topic) ->
                entities.list(get(call), call.url(), directory.subscriptions(topic));
            case Address.Rules rules -> new Rules(namespace, now).list(get(call), rules);
            case Address.NamespaceInfo() -> namespaceInfo(get(call), now);
        };
    }

    private static Call get(Call call) {
        if (!call.method().equals("GET")) {
            throw Entities.notAllowed(call);
        }
        return call;
    }

    private static Answer namespaceInfo(Call call, Instant now) {
        var info = Element.of(
                "NamespaceInfo",
                Element.leaf("CreatedTime", now),
                Element.leaf("MessagingSKU", "Standard"),
                Element.leaf("ModifiedTime", now),
                Element.leaf("Name", NAME),
                Element.leaf("NamespaceType", "Messaging"));
        return Answer.ok(Atom.entry(NAME, call.url(), now, info));
    }
}
