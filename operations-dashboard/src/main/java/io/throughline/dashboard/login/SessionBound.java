package io.throughline.dashboard.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session so long after its login, however often an open page refreshes itself meanwhile. */
final class SessionBound extends OncePerRequestFilter {

    private final Duration longest;
    private final Clock clock;

    SessionBound(Duration longest, Clock clock) {
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && isOver(session)) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    /** Whoever logs in gets a new one. */
    private boolean isOver(HttpSession session) {
        return !clock.instant()
                .isBefore(Instant.ofEpochMilli(session.getCreationTime()).plus(longest));
    }
}
