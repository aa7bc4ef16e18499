package io.throughline.emulator.core;

import java.time.Duration;

/**
 * How a topic treats its messages.
 *
 * @param timeToLive the most that a message lives in any subscription
 * @param duplicateWindow how long a message id is remembered; zero is not at all
 */
public record TopicSettings(Duration timeToLive, Duration duplicateWindow) {

    public static final TopicSettings DEFAULT = new TopicSettings(QueueSettings.UNLIMITED, Duration.ZERO);
}
