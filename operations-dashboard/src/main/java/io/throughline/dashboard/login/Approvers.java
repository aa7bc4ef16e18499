package io.throughline.dashboard.login;

import java.util.List;

/**
 * Who may be the second person, as far as this dashboard can tell.
 *
 * @param areKnown false where the organisation gives out that role, and tells only of whoever comes
 * @param names in the order of the configuration
 */
public record Approvers(boolean areKnown, List<String> names) {

    static final Approvers UNKNOWN = new Approvers(false, List.of());

    public Approvers {
        names = List.copyOf(names);
    }

    static Approvers of(List<String> names) {
        return new Approvers(true, names);
    }

    /** Whether it is known that there is nobody at all. */
    public boolean areNone() {
        return areKnown && names.isEmpty();
    }

    /** Whether it is known that whoever is called so is the only one. */
    public boolean isAlone(String actor) {
        return areKnown && names.stream().allMatch(name -> name.equalsIgnoreCase(actor));
    }
}
