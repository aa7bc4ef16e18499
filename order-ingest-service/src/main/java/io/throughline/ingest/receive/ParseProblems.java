package io.throughline.ingest.receive;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers what is no HTTP request, and so never reaches a controller, as clearly as everything else. */
@Component
class ParseProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger(ParseProblems.class);

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReport()));
    }

    private static final class ProblemReport extends ErrorReportValve {

        /** Called for every answer; acts on errors that nobody gave a body. */
        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            boolean answered = response.getContentWritten() > 0 || response.getStatus() < 400;
            if (answered || !response.setErrorReported()) {
                return;
            }
            Map<String, Object> problem = Map.of(
                    "title", "Bad Request",
                    "status", response.getStatus(),
                    "code", "malformed-request",
                    "detail", "Send an HTTP/1.1 request with a head that is within the limits and well-formed.");
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getReporter()
                        .write(new String(Json.mapper().writeValueAsBytes(problem), StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException gone) {
                LOG.atDebug().setCause(gone).log("problem.not-sent");
            }
        }
    }
}
