package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunbooksTest {

    static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    final Runbooks runbooks = new Runbooks();

    @Test
    void everyPageIsThereAndNoLinkLeadsNowhere() {
        List<String> names = runbooks.names();

        assertThat(names).contains("ParkedDeliveries", "UnaccountedOrders").doesNotContain("README");
        assertThat(names)
                .allSatisfy(name -> assertThat(links(name))
                        .allSatisfy(link -> assertThat(link)
                                .matches(to -> to.equals("/runbooks")
                                        || to.startsWith("https://")
                                        || names.contains(to.replace("/runbooks/", "")))));
        assertThat(links("ParkedDeliveries")).contains("/runbooks/BulkRetry");
    }

    private List<String> links(String name) {
        return LINK.matcher(runbooks.named(name).orElseThrow().html())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void tablesAreTablesAndCommandsKeepTheirLines() {
        assertThat(runbooks.named("ParkedDeliveries").orElseThrow().html())
                .contains("<table>", "<h2>Decide in two minutes</h2>", "<pre><code class=\"language-sh\">DASHBOARD=");
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(runbooks.named("../application")).isEmpty();
    }
}
