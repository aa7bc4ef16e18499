package io.throughline.testkit;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.JsonNode;

/** A mistake that an adapter's author makes some day, and the promises of the contract that it breaks. */
enum BrokenHandler {
    NOTHING(SoundHandler::new, Set.of()),

    IGNORES_THE_EFFECT_KEY(
            keyed((event, delivery) -> delivery.effectKey("shipment") + "/" + UUID.randomUUID()),
            Set.of(
                    "hasOneEffectWhenTheSameEventComesTwice",
                    "hasOneEffectWhenAnotherEventAsksForTheSame",
                    "hasOneEffectWhenAnAnswerIsLostAndTheAttemptRepeated",
                    "asksBeforeItSendsAgainWhatMayHaveArrived")),

    TAKES_THE_EVENTS_ID_FOR_THE_KEY(
            keyed((event, delivery) -> event.orderKey() + "/" + event.id()),
            Set.of("hasOneEffectWhenAnotherEventAsksForTheSame")),

    TAKES_THE_DELIVERY_FOR_THE_KEY(
            keyed((event, delivery) -> event.orderKey() + "/" + event.sequence()),
            Set.of("hasOneEffectWhenAnotherEventAsksForTheSame")),

    TAKES_THE_ATTEMPT_INTO_THE_KEY(
            keyed((event, delivery) -> delivery.effectKey("shipment") + "/" + delivery.attempt()),
            Set.of("hasOneEffectWhenAnAnswerIsLostAndTheAttemptRepeated", "asksBeforeItSendsAgainWhatMayHaveArrived")),

    SWALLOWS_ERRORS(
            system -> new SoundHandler(system) {
                @Override
                public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
                    try {
                        return super.handle(event, delivery);
                    } catch (DeliveryFailure swallowed) {
                        return Outcome.delivered();
                    }
                }
            },
            Set.of(
                    "hasOneEffectWhenAnAnswerIsLostAndTheAttemptRepeated",
                    "asksBeforeItSendsAgainWhatMayHaveArrived",
                    "triesAgainLaterWhenTheSystemIsUnavailable",
                    "waitsAsLongAsTheSystemAsks",
                    "blamesTheAccessAndNotTheEventWhenItIsNotLetIn",
                    "givesUpOnWhatTheSystemRefusesForGood",
                    "asksOnceForWhatTheSystemRefuses",
                    "endsWhenItsTimeIsOver",
                    "logsNothingPersonal")),

    TRIES_FOR_EVER_WHAT_IS_REFUSED(
            failing(failure -> failure instanceof PermanentFailure
                    ? new TransientFailure(Kind.UNAVAILABLE, failure.code(), text(failure), failure)
                    : failure),
            Set.of(
                    "givesUpOnWhatTheSystemRefusesForGood",
                    // It never learns that its reference is taken.
                    "hasOneEffectWhenTheSameEventComesTwice",
                    "hasOneEffectWhenAnotherEventAsksForTheSame")),

    PARKS_WHEN_IT_IS_TOO_FAST(parking(Kind.RATE_LIMITED), Set.of("waitsAsLongAsTheSystemAsks")),

    PARKS_WHEN_IT_IS_NOT_LET_IN(parking(Kind.ACCESS), Set.of("blamesTheAccessAndNotTheEventWhenItIsNotLetIn")),

    IGNORES_HOW_LONG_TO_WAIT(
            failing(failure -> failure instanceof TransientFailure busy
                    ? new TransientFailure(busy.kind(), busy.code(), text(busy), busy.getCause())
                    : failure),
            Set.of("waitsAsLongAsTheSystemAsks")),

    QUOTES_THE_ANSWER(
            failing(failure -> failure.getCause() instanceof RestClientResponseException answer
                    ? quoting(failure, answer.getResponseBodyAsString())
                    : failure),
            Set.of("triesAgainLaterWhenTheSystemIsUnavailable", "givesUpOnWhatTheSystemRefusesForGood")),

    ASKS_AGAIN_FOR_WHAT_IS_REFUSED(
            system -> new SoundHandler(system) {
                @Override
                Outcome create(Order order, String key) {
                    try {
                        return super.create(order, key);
                    } catch (PermanentFailure refused) {
                        return super.create(order, key);
                    }
                }
            },
            Set.of("asksOnceForWhatTheSystemRefuses")),

    DOES_NOT_ASK_BEFORE_IT_SENDS_AGAIN(
            system -> new SoundHandler(system) {
                @Override
                boolean asksFirst(Delivery delivery) {
                    return false;
                }
            },
            Set.of("asksBeforeItSendsAgainWhatMayHaveArrived")),

    TAKES_ALREADY_DONE_FOR_A_FAILURE(
            system -> new SoundHandler(system) {
                @Override
                Outcome create(Order order, String key) {
                    return Outcome.delivered(post(order, key));
                }
            },
            Set.of("hasOneEffectWhenTheSameEventComesTwice", "hasOneEffectWhenAnotherEventAsksForTheSame")),

    BELIEVES_THE_EVENTS_TYPE(
            system -> new SoundHandler(system) {
                @Override
                boolean isOver(Order order) {
                    return false;
                }
            },
            Set.of("startsNothingForAnOrderThatEndedSince")),

    LOGS_WHO_BOUGHT(
            system -> new SoundHandler(system) {
                @Override
                Outcome create(Order order, String key) {
                    LoggerFactory.getLogger(BrokenHandler.class).info("Shipping to {}", order.shipTo());
                    return super.create(order, key);
                }
            },
            Set.of("logsNothingPersonal")),

    WAITS_WITHOUT_AN_END(
            system -> new SoundHandler(system) {
                @Override
                JsonNode call(Supplier<JsonNode> call) {
                    try {
                        return CompletableFuture.supplyAsync(() -> super.call(call))
                                .join();
                    } catch (CompletionException failed) {
                        throw failed.getCause() instanceof DeliveryFailure ours ? ours : failed;
                    }
                }
            },
            Set.of("endsWhenItsTimeIsOver")),

    REPEATS_A_FINISHED_STEP(
            system -> new SoundHandler(system) {
                @Override
                public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
                    Outcome outcome =
                            super.handle(event, new Delivery(event.orderKey(), 1, 1, asksFirst(delivery), List.of()));
                    delivery.once("shipment", () -> {});
                    return outcome;
                }
            },
            Set.of("repeatsNoStepThatIsFinished"));

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<URI, SoundHandler> handlers;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> broken;

    BrokenHandler(Function<URI, SoundHandler> handlers, Set<String> broken) {
        this.handlers = handlers;
        this.broken = broken;
    }

    SoundHandler handler(URI system) {
        return handlers.apply(system);
    }

    /** The contract's tests that fail because of it. */
    Set<String> broken() {
        return broken;
    }

    private static Function<URI, SoundHandler> keyed(BiFunction<EventEnvelope<OrderPlaced>, Delivery, String> keys) {
        return system -> new SoundHandler(system) {
            @Override
            String key(EventEnvelope<OrderPlaced> event, Delivery delivery) {
                return keys.apply(event, delivery);
            }
        };
    }

    private static Function<URI, SoundHandler> failing(Function<DeliveryFailure, DeliveryFailure> change) {
        return system -> new SoundHandler(system) {
            @Override
            JsonNode call(Supplier<JsonNode> call) {
                try {
                    return super.call(call);
                } catch (DeliveryFailure failure) {
                    throw change.apply(failure);
                }
            }
        };
    }

    private static Function<URI, SoundHandler> parking(Kind kind) {
        return failing(failure -> failure instanceof TransientFailure busy && busy.kind() == kind
                ? new PermanentFailure(busy.code(), text(busy), busy.getCause())
                : failure);
    }

    private static DeliveryFailure quoting(DeliveryFailure failure, String answer) {
        return switch (failure) {
            case PermanentFailure refused -> new PermanentFailure(refused.code(), answer, refused.getCause());
            case TransientFailure busy -> {
                TransientFailure quoted = new TransientFailure(busy.kind(), busy.code(), answer, busy.getCause());
                yield busy.retryAfter().map(quoted::retryAfter).orElse(quoted);
            }
        };
    }

    private static String text(DeliveryFailure failure) {
        return String.valueOf(failure.getMessage());
    }
}
