package io.throughline.stub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The plainest downstream system there is, for an adapter that was just begun: {@code POST /{operation}} with the
 * header {@code Idempotency-Key} makes something and answers 201 with its id; the same key again answers 200 with the
 * same id. {@code GET /made?ids=a,b} answers with those of the ids that are there. It asks to be left alone with
 * {@code Retry-After} and refuses with 422.
 */
public final class PlainStub extends StubSystem {

    private static final String KEY = "Idempotency-Key";

    private final Map<String, String> made = new HashMap<>();
    private int lastId;

    private PlainStub(String name, int port) {
        super(name, port);
    }

    /**
     * Listens.
     *
     * @param name first word of the codes of failures at this system: {@code returns}
     * @param port 0 for any free one
     */
    public static PlainStub start(String name, int port) {
        PlainStub stub = new PlainStub(name, port);
        stub.open();
        return stub;
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.method().equals("POST")) {
            return look(request);
        }
        Optional<String> key = request.header(KEY);
        if (key.isEmpty() || !isObject(request)) {
            return rejection("A request needs the header " + KEY + " and a JSON object");
        }
        String operation = request.path().substring(1);
        String earlier = made.get(key.get());
        if (earlier != null && honoursIdempotency()) {
            return StubAnswer.of(200, Map.of("id", earlier));
        }
        String id = operation + "-" + ++lastId;
        made.put(key.get(), id);
        made(operation, key.get(), id);
        return StubAnswer.of(201, Map.of("id", id));
    }

    private StubAnswer look(StubRequest request) {
        List<String> ids = List.of(request.query().getOrDefault("ids", "").split(",", -1));
        return request.method().equals("GET") && request.path().equals("/made")
                ? StubAnswer.of(200, ids.stream().filter(made::containsValue).toList())
                : StubAnswer.of(405, Map.of("error", "POST makes something, and GET /made?ids= tells what is there"));
    }

    @Override
    protected void forget(Effect effect) {
        made.remove(effect.key());
    }

    /** @throws JacksonException when it is not JSON at all */
    private static boolean isObject(StubRequest request) {
        return request.json().isObject();
    }

    @Override
    protected StubAnswer rejection(String reason) {
        return StubAnswer.of(422, Map.of("error", reason));
    }

    @Override
    protected String retryHeader() {
        return "Retry-After";
    }
}
