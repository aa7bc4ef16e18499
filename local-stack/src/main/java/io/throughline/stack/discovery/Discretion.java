package io.throughline.stack.discovery;

import java.util.regex.Pattern;

/** Takes out of a text what would be a secret or a person's: a draft is read by many. */
final class Discretion {

    private static final Pattern LOGIN = Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/\\s\"'@]*@");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:pass(?:word|wd)?|secret|token|api[-_]?key|sig|signature|auth[a-z]*)[\"']?\\s*[=: ]\\s*[\"']?)"
                    + "(?:(?:bearer|basic)\\s+)?[^\\s\"'&,;}]+");
    private static final Pattern CURL_LOGIN = Pattern.compile("(\\s-u\\s*|--user[= ]\\s*)\\S+");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@((?:[\\w-]+\\.)+\\w+)");
    private static final String HIDDEN = "***";

    static final String WARNING = "It holds a login, a key or somebody's address in plain text; none is repeated here.";

    private Discretion() {}

    static String kept(String text) {
        String plain = LOGIN.matcher(text).replaceAll("$1");
        plain = CURL_LOGIN.matcher(plain).replaceAll("$1" + HIDDEN);
        plain = NAMED.matcher(plain).replaceAll("$1" + HIDDEN);
        return MAIL.matcher(plain).replaceAll("somebody at $1");
    }

    static boolean hides(String text) {
        return !kept(text).equals(text);
    }
}
