package io.throughline.runtime.token;

/** Where tokens are renewed. */
@FunctionalInterface
public interface TokenEndpoint {

    /**
     * The next tokens.
     *
     * @throws io.throughline.runtime.TransientFailure of kind {@code ACCESS} when the refresh token is refused: then
     *     somebody has to grant access anew; of another kind when the endpoint cannot be reached or makes no sense
     */
    Tokens refresh(String refreshToken);
}
