package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracePropertiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"https://traces.example/trace/{traceId}", "http://127.0.0.1:3000/explore?trace={traceId}", ""})
    void takesAnAddressOfTheWeb(String address) {
        assertThat(new TraceProperties(address).isTraceAddressUsable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert('{traceId}')",
                "https://traces.example/trace/",
                "https:///{traceId}",
                "traces.example/{traceId}",
                "https://{traceId}",
                "https://traces example/{traceId}"
            })
    void stopsTheStartWithAnyOther(String address) {
        // an id may be part of a path or a query, and never say whom to ask
        assertThat(new TraceProperties(address).isTraceAddressUsable()).isFalse();
    }

    @Test
    void leadsNowhereWithoutOne() {
        assertThat(new TraceLinks(new TraceProperties(null)).of("4bf92f3577b34da6a3ce929d0e0e4736"))
                .isEqualTo(Optional.empty());
    }
}
