package io.throughline.dashboard.ledger;

import static io.throughline.dashboard.ledger.Severity.CRITICAL;
import static io.throughline.dashboard.ledger.Severity.WARNING;

import io.throughline.dashboard.ledger.Finding.Rule;
import io.throughline.dashboard.ledger.Finding.Told;
import io.throughline.events.outcome.ExpiringSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The alerts of an integration, with the thresholds and waiting times of the rules that are generated for Prometheus
 * from the same catalogue entry.
 */
final class IntegrationRules {

    /** So many at once have one cause. */
    static final int MANY_PARKED = 25;

    /** A shorter outage is no reason to wake anybody, however short the promise is. */
    private static final Duration LEAST_OUTAGE = Duration.ofMinutes(10);

    /** So long before a secret ends, somebody is woken. */
    static final Duration LAST_DAY = Duration.ofDays(1);

    /** Of what an integration tells: it does so from its own notice on. */
    private static final Duration EVER = Duration.ofDays(1000);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final String ANY = "";

    static final List<Rule<Observed>> ALL = List.of(
            new Rule<>(Alert.SLA_BURN, ANY, CRITICAL, after(Duration.ZERO), IntegrationRules::burnsFast),
            new Rule<>(Alert.SLA_BURN, ANY, WARNING, after(QUARTER), IntegrationRules::leaks),
            new Rule<>(Alert.PARKED_DELIVERIES, ANY, CRITICAL, after(MINUTE), IntegrationRules::manyParked),
            new Rule<>(Alert.PARKED_DELIVERIES, ANY, WARNING, IntegrationRules::lag, IntegrationRules::parked),
            new Rule<>(Alert.EFFECT_CONFLICT, ANY, CRITICAL, after(Duration.ZERO), IntegrationRules::conflicting),
            new Rule<>(Alert.DEAD_LETTERS, ANY, CRITICAL, after(Duration.ZERO), IntegrationRules::unreadable),
            new Rule<>(Alert.UNACCOUNTED_ORDERS, "act", CRITICAL, after(Duration.ZERO), IntegrationRules::unaccounted),
            new Rule<>(Alert.UNACCOUNTED_ORDERS, "receive", CRITICAL, after(Duration.ZERO), IntegrationRules::lost),
            new Rule<>(Alert.FALSE_SUCCESS, ANY, CRITICAL, after(Duration.ZERO), IntegrationRules::absent),
            new Rule<>(Alert.CONSUMER_STOPPED, ANY, CRITICAL, after(MINUTE), IntegrationRules::silent),
            new Rule<>(Alert.CONSUMER_STOPPED, ANY, WARNING, after(QUARTER), IntegrationRules::idle),
            new Rule<>(Alert.DOWNSTREAM_FAILING, ANY, CRITICAL, IntegrationRules::outage, IntegrationRules::held),
            new Rule<>(Alert.DOWNSTREAM_FAILING, ANY, WARNING, after(Duration.ofMinutes(2)), IntegrationRules::held),
            new Rule<>(Alert.ACCESS_REFUSED, ANY, CRITICAL, after(Duration.ZERO), IntegrationRules::lockedOut),
            new Rule<>(Alert.INTEGRATION_PAUSED, ANY, WARNING, IntegrationRules::lag, IntegrationRules::paused),
            new Rule<>(Alert.SECRET_EXPIRING, ANY, CRITICAL, after(Duration.ZERO), seen -> expiring(seen, LAST_DAY)),
            new Rule<>(Alert.SECRET_EXPIRING, ANY, WARNING, after(Duration.ZERO), seen -> expiring(seen, EVER)));

    private IntegrationRules() {}

    private static Function<Observed, Duration> after(Duration patience) {
        return seen -> patience;
    }

    private static Duration lag(Observed seen) {
        return seen.sla().lag();
    }

    private static Duration outage(Observed seen) {
        return lag(seen).compareTo(LEAST_OUTAGE) < 0 ? LEAST_OUTAGE : lag(seen);
    }

    private static Optional<Told> burnsFast(Observed seen) {
        return new BurnRate(seen.sla(), seen.burn()).isCritical()
                ? Told.of(
                        name(seen) + " is late: too much of what was due in the last hours is not done within "
                                + spoken(lag(seen)) + ".",
                        system(seen) + " is slow or limits us, or the integration cannot keep up.")
                : Optional.empty();
    }

    private static Optional<Told> leaks(Observed seen) {
        return new BurnRate(seen.sla(), seen.burn()).isWarning()
                ? Told.of(
                        name(seen) + " missed " + seen.burn().threeDays().missed() + " of "
                                + seen.burn().threeDays().all() + " deliveries that were due in three days.",
                        "A slow leak: a few orders a day that nobody settles, or a limit that is a little too low.")
                : Optional.empty();
    }

    private static Optional<Told> manyParked(Observed seen) {
        List<String> codes = seen.decidable();
        return seen.count(codes) >= MANY_PARKED
                ? Optional.of(new Told(
                        seen.count(codes) + " deliveries of " + name(seen) + " are parked: so many have one cause.",
                        "The interface of " + system(seen) + " changed, or our translation did, or an outage was longer"
                                + " than the integration is patient.",
                        codes))
                : Optional.empty();
    }

    private static Optional<Told> parked(Observed seen) {
        List<String> codes = seen.decidable();
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(
                        seen.count(codes) + " parked deliveries of " + name(seen) + " wait for a decision.",
                        system(seen) + " refused them for good, or they were tried until their deadline. Nothing moves"
                                + " them by itself.",
                        codes));
    }

    private static Optional<Told> conflicting(Observed seen) {
        List<String> codes = seen.parkedCodes(Alert.EFFECT_CONFLICT);
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(
                        system(seen) + " holds something else than " + name(seen)
                                + " sent for the same order: a doubled" + " or a wrong effect.",
                        "Somebody or something else writes to " + system(seen)
                                + " under our references, or an order was" + " sent twice with other content.",
                        codes));
    }

    private static Optional<Told> unreadable(Observed seen) {
        List<String> codes = seen.parkedCodes(Alert.DEAD_LETTERS);
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(
                        seen.count(codes) + " messages to " + name(seen) + " cannot be read.",
                        "A release that is out of step with ingest, or a stranger that sends on the topic.",
                        codes));
    }

    private static Optional<Told> unaccounted(Observed seen) {
        return seen.unaccounted() == 0
                ? Optional.empty()
                : Told.of(
                        seen.unaccounted() + " events that " + name(seen)
                                + " owes are past their deadline, and it says nothing of them.",
                        "It neither finished them nor has them open: lost on the way, or never written down.");
    }

    private static Optional<Told> lost(Observed seen) {
        return seen.unreceived() == 0
                ? Optional.empty()
                : Told.of(
                        seen.unreceived() + " events were published and " + name(seen) + " did not receive them.",
                        "Its link to the broker is dead, or its subscription lost messages.");
    }

    private static Optional<Told> absent(Observed seen) {
        return seen.absent() == 0
                ? Optional.empty()
                : Told.of(
                        seen.absent() + " deliveries of " + name(seen) + " are reported as delivered, and "
                                + system(seen) + " shows nothing of them.",
                        system(seen) + " confirmed what it did not do or lost it since, or we look for it in the wrong"
                                + " place.");
    }

    private static Optional<Told> silent(Observed seen) {
        return seen.pulse() != null || seen.deaf()
                ? Optional.empty()
                : Told.of(
                        name(seen) + " is down: it says nothing of itself.",
                        "Its process ended or hangs, or it does not reach the broker.");
    }

    private static Optional<Told> idle(Observed seen) {
        Pulse pulse = seen.pulse();
        if (pulse == null || pulse.due() == 0 || pulse.breakerOpen() || pulse.paused() || seen.isPaused()) {
            return Optional.empty();
        }
        return seen.burn().attempted() == 0
                ? Told.of(
                        name(seen) + " has " + pulse.due() + " deliveries due and has finished none for a quarter of an"
                                + " hour.",
                        "Its share of the calls that " + system(seen) + " admits is used up, or its dispatcher hangs.")
                : Optional.empty();
    }

    private static Optional<Told> held(Observed seen) {
        Pulse pulse = seen.pulse();
        return pulse != null && pulse.breakerOpen()
                ? Told.of(
                        system(seen) + " fails; " + name(seen) + " holds its calls back.",
                        system(seen) + " or the way to it is down or slow. The breaker tries a call now and then and"
                                + " closes by itself.")
                : Optional.empty();
    }

    private static Optional<Told> lockedOut(Observed seen) {
        return seen.isLockedOut()
                ? Told.of(
                        system(seen) + " refuses the key of " + name(seen)
                                + "; it makes no calls until the key is renewed.",
                        "The key expired, was taken back, or lost a right.")
                : Optional.empty();
    }

    private static Optional<Told> expiring(Observed seen, Duration within) {
        Pulse pulse = seen.pulse();
        ExpiringSecret secret = pulse == null ? null : pulse.expiring();
        return pulse != null
                        && secret != null
                        && secret.expiresAt().isBefore(pulse.at().plus(within))
                ? Told.of(
                        secret.secret() + " of " + name(seen) + " ends at " + secret.expiresAt() + ".",
                        "It is given for a time. From then on " + system(seen) + " refuses every call.")
                : Optional.empty();
    }

    private static Optional<Told> paused(Observed seen) {
        return seen.isPaused()
                ? Told.of(
                        name(seen) + ", or a part of it, is paused for longer than the " + spoken(lag(seen))
                                + " that it promises.",
                        "Somebody paused it and has not resumed it. The audit log says who and why.")
                : Optional.empty();
    }

    private static String name(Observed seen) {
        return seen.entry().integration();
    }

    private static String system(Observed seen) {
        return seen.entry().downstream();
    }

    private static String spoken(Duration lag) {
        if (lag.toMinutes() * 60 != lag.toSeconds()) {
            return lag.toSeconds() + " s";
        }
        return lag.toHours() * 60 == lag.toMinutes() ? lag.toHours() + " h" : lag.toMinutes() + " min";
    }
}
