package io.throughline.dashboard.login;

import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.security.authentication.AuthenticationServiceException;

/** The organisation's provider does not answer, or not as an OpenID provider does. */
final class ProviderUnavailable extends AuthenticationServiceException {

    private static final long serialVersionUID = 1;
    private static final int DEEP = 10;

    ProviderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether that is at the bottom of it, rather than what somebody brought. */
    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEP)
                .anyMatch(cause -> cause instanceof ProviderUnavailable || cause instanceof IOException);
    }
}
