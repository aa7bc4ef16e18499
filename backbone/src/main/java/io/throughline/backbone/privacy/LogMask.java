package io.throughline.backbone.privacy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last line of defence of every log: no code of ours logs personal data, but a library's exception may quote the
 * value that it stumbled over. E-mail addresses are masked everywhere; of exceptions, whatever stands in quotes.
 */
public final class LogMask implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final String MASK = "***";
    private static final Pattern EMAIL = Pattern.compile("[\\w.+%-]{1,64}(@|%40)[\\w.-]{1,253}");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]{1,4000}\"|\u201c[^\u201d\\n]{1,4000}\u201d");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogMask::withoutEmails));
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, LogMask::withoutQuotations).whenHasPath(LogMask::isOfAnException));
    }

    private static boolean isOfAnException(MemberPath path) {
        String name = path.toUnescapedString();
        return name.equals("error.message") || name.equals("error.stack_trace");
    }

    private static @Nullable String withoutEmails(@Nullable String text) {
        return text == null ? null : EMAIL.matcher(text).replaceAll(MASK);
    }

    private static @Nullable String withoutQuotations(@Nullable String text) {
        return text == null ? null : QUOTED.matcher(text).replaceAll("\"" + MASK + "\"");
    }
}
