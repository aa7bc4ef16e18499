package io.throughline.dashboard.login;

import java.util.List;

/**
 * Who may be the second person, as far as the logins of this dashboard tell.
 *
 * @param names in the order of the configuration
 */
public record Approvers(List<String> names) {

    public Approvers {
        names = List.copyOf(names);
    }

    /** Whether there is a second person for whoever is called so. */
    public boolean isSomebodyBeside(String actor) {
        return names.stream().anyMatch(name -> !name.equalsIgnoreCase(actor));
    }
}
