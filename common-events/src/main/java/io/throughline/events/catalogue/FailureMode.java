package io.throughline.events.catalogue;

/**
 * One way in which an integration fails.
 *
 * @param code the same word in outcomes, metrics and dead letters: {@code shipbob-rejected}
 * @param likelihood {@code low}, {@code medium}, {@code high}
 * @param impact {@code low}, {@code medium}, {@code high}
 * @param detectability {@code alerted}, {@code visible}, {@code silent}
 * @param runbook page of {@code docs/runbooks} without its ending: {@code ParkedDeliveries}
 */
public record FailureMode(String code, String likelihood, String impact, String detectability, String runbook) {}
