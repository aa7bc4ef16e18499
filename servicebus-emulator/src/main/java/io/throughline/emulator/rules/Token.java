package io.throughline.emulator.rules;

/**
 * One word of a filter.
 *
 * @param position of its first character, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        PARAMETER,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return switch (kind) {
            case WORD, SYMBOL -> text.equalsIgnoreCase(word);
            case QUOTED_NAME, STRING, PARAMETER, NUMBER, END -> false;
        };
    }
}
