package io.throughline.dashboard.catalogue;

import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the catalogue is held against what runs.
 *
 * @param every how often
 * @param silentAfter without a sign of life for this long, an integration that has an entry has no life
 * @param settling any other difference is told of once it has lasted for so long; with {@code every} below 60 s
 * @param elsewhere integrations that have an entry and are not meant to run here
 */
@Validated
@ConfigurationProperties("throughline.dashboard.catalogue")
record CatalogueProperties(
        @DefaultValue("5s") @DurationMin(millis = 100) Duration every,
        @DefaultValue("45s") Duration silentAfter,
        @DefaultValue("45s") Duration settling,
        @DefaultValue Set<String> elsewhere) {}
