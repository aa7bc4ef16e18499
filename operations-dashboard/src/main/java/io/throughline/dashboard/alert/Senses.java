package io.throughline.dashboard.alert;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.dashboard.intake.PublishWatch;
import io.throughline.dashboard.intake.ShopRecords;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** By what this instance hears of ingest and of the broker. */
@Component
record Senses(
        PublishWatch publishing, @Qualifier("outcomes") BatchReceiver outcomes, ShopRecords shops) {}
