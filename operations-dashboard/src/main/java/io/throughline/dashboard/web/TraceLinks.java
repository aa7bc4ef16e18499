package io.throughline.dashboard.web;

import java.util.Optional;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Lets the pages that name a trace lead to it. */
@ControllerAdvice(assignableTypes = {MessagePage.class, OrderPage.class})
class TraceLinks {

    private final TraceProperties properties;

    TraceLinks(TraceProperties properties) {
        this.properties = properties;
    }

    @ModelAttribute("traces")
    TraceLinks traces() {
        return this;
    }

    /**
     * Where this trace is to be seen; absent where nobody said.
     *
     * @param traceId nothing but hexadecimal digits, as it was read from the event
     */
    public Optional<String> of(String traceId) {
        return properties.address().map(template -> template.replace(TraceProperties.TRACE_ID, traceId));
    }
}
