package io.throughline.stack.scaffold;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with blanks such as {@code @subject@}. */
final class Template {

    private static final Pattern BLANK = Pattern.compile("@([A-Za-z]+)@");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** @param name of the resource: {@code new-adapter/module/Client.java} */
    static Template named(String name) {
        try (InputStream file = Objects.requireNonNull(Template.class.getResourceAsStream("/" + name), name)) {
            return new Template(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new StackException("Cannot read the template " + name, unreadable);
        }
    }

    /** @throws IllegalStateException when a blank has no value */
    String filled(Map<String, String> values) {
        return BLANK.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("Nobody said what " + found.group() + " is");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
