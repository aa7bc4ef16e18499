package io.throughline.emulator.amqp.message;

import io.throughline.emulator.core.Message;
import io.throughline.emulator.core.Passage;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Subject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/** A message as it came, byte for byte. */
public final class AmqpMessage implements Message {

    /** The message format of a batch: each data section is a message of its own. */
    private static final int BATCH = 0x80013700;

    private static final Symbol SCHEDULED = Symbol.valueOf("x-opt-scheduled-enqueue-time");
    private static final byte[] APPLICATION_PROPERTIES = {0, 0x53, Sections.APPLICATION_PROPERTIES};
    private static final byte[] MESSAGE_ANNOTATIONS = {0, 0x53, Sections.MESSAGE_ANNOTATIONS};

    private final Slice bytes;
    private final Sections sections;
    private final Header header;
    private final @Nullable String messageId;
    private final @Nullable String sessionId;
    private final @Nullable Instant scheduledFor;
    private final Optional<Passage> passage;

    /** @param bytes the whole array */
    private AmqpMessage(Slice bytes) {
        this.bytes = bytes;
        this.sections = Sections.of(bytes);
        this.header = part(sections.header(), Header.class).orElseGet(Header::new);
        var properties = properties();
        this.messageId = properties.getMessageId() == null
                ? null
                : properties.getMessageId().toString();
        this.sessionId = properties.getGroupId();
        Map<?, ?> annotations = part(sections.annotations(), Map.class).orElse(Map.of());
        this.scheduledFor = annotations.get(SCHEDULED) instanceof Date date ? date.toInstant() : null;
        this.passage = Passages.of(annotations);
    }

    /** The messages of one transfer: several if it is a batch. */
    public static List<Message> ofTransfer(byte[] transfer, int format) {
        if (format != BATCH) {
            return List.of(ofSender(transfer));
        }
        var messages = new ArrayList<Message>();
        for (var data : Sections.of(Slice.of(transfer)).data()) {
            messages.add(ofSender(data.copy()));
        }
        return messages;
    }

    /**
     * As a sender gave it, but with an id: Service Bus gives one to what has none, and clients count on it. How it came
     * through other entities is not for senders to say: who counts hops backwards is passed on for ever.
     */
    public static Message ofSender(byte[] bytes) {
        var message = of(bytes).withoutPassage();
        message.requireReadable();
        return message.messageId == null ? message.with(Changes.id(newId())) : message;
    }

    /** What filters and receivers will look at is looked at now: later nobody could be told. */
    private void requireReadable() {
        RawMap.requireReadable(sections.annotations());
        RawMap.requireReadable(sections.applicationProperties());
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public static AmqpMessage of(byte[] bytes) {
        return new AmqpMessage(Slice.of(bytes));
    }

    int length() {
        return bytes.length();
    }

    /** What {@link #of} makes the same message of. Not a copy: to be read only. */
    public byte[] bytes() {
        return bytes.bytes();
    }

    @Override
    public Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    @Override
    public Optional<String> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    @Override
    public Optional<Duration> timeToLive() {
        return Optional.ofNullable(header.getTtl()).map(ttl -> Duration.ofMillis(ttl.longValue()));
    }

    @Override
    public Optional<Instant> scheduledFor() {
        return Optional.ofNullable(scheduledFor);
    }

    @Override
    public Optional<Passage> passage() {
        return passage;
    }

    @Override
    public Message passedOn(Passage next) {
        return annotated(Passages.annotations(next), Set.of());
    }

    private AmqpMessage withoutPassage() {
        return passage.isEmpty() ? this : annotated(Map.of(), Set.of(Passages.HOPS));
    }

    private AmqpMessage annotated(Map<Symbol, Object> more, Set<String> less) {
        var copy = new ByteArrayOutputStream(length());
        write(copy, sections.header());
        copy.writeBytes(MESSAGE_ANNOTATIONS);
        copy.writeBytes(RawMap.patch(sections.annotations(), more, less));
        writeRest(copy);
        return of(copy.toByteArray());
    }

    @Override
    public Subject subject() {
        return new AmqpSubject(this);
    }

    @Override
    public Message with(Changes changes) {
        if (changes.isEmpty()) {
            return this;
        }
        var copy = new ByteArrayOutputStream(length());
        write(copy, sections.header());
        if (sections.annotations().length() > 0) {
            copy.writeBytes(MESSAGE_ANNOTATIONS);
            write(copy, sections.annotations());
        }
        write(copy, changes.system().isEmpty() ? sections.properties() : PropertyChanges.apply(properties(), changes));
        writeApplicationProperties(copy, changes);
        write(copy, sections.body());
        return of(copy.toByteArray());
    }

    private void writeApplicationProperties(ByteArrayOutputStream out, Changes changes) {
        if (sections.applicationProperties().length() > 0
                || !changes.properties().isEmpty()) {
            out.writeBytes(APPLICATION_PROPERTIES);
            out.writeBytes(RawMap.patch(
                    sections.applicationProperties(), PropertyChanges.wire(changes.properties()), changes.removed()));
        }
    }

    Header header() {
        return header;
    }

    Slice annotations() {
        return sections.annotations();
    }

    /** Everything behind the annotations, as it came. */
    void writeRest(ByteArrayOutputStream out) {
        write(out, sections.properties());
        if (sections.applicationProperties().length() > 0) {
            out.writeBytes(APPLICATION_PROPERTIES);
            write(out, sections.applicationProperties());
        }
        write(out, sections.body());
    }

    Properties properties() {
        return part(sections.properties(), Properties.class).orElseGet(Properties::new);
    }

    Map<?, ?> applicationProperties() {
        return part(sections.applicationProperties(), Map.class).orElse(Map.of());
    }

    private static <T> Optional<T> part(Slice slice, Class<T> type) {
        return slice.length() == 0
                ? Optional.empty()
                : Codec.decode(slice).filter(type::isInstance).map(type::cast);
    }

    static void write(ByteArrayOutputStream out, Slice slice) {
        out.write(slice.bytes(), slice.from(), slice.length());
    }
}
