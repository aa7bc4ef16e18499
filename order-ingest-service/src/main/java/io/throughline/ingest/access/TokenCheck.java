package io.throughline.ingest.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a request through when its token's role covers what the address {@link Allows}; an address that says nothing
 * needs the highest role. Only the storefronts' webhooks, which are signed, and the error page are open.
 */
final class TokenCheck implements HandlerInterceptor {

    private final Tokens tokens;

    TokenCheck(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String authorization = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElse("");
        Optional<Caller> caller = tokens.caller(authorization);
        if (caller.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Send a token of throughline.ingest.access");
        }
        if (!caller.get().role().covers(needed(handler))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "The token's role does not cover this");
        }
        request.setAttribute(Caller.ATTRIBUTE, caller.get());
        return true;
    }

    private static Role needed(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return Role.OPERATOR;
        }
        return Optional.ofNullable(method.getMethodAnnotation(Allows.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allows.class)))
                .map(Allows::value)
                .orElse(Role.OPERATOR);
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        WebMvcConfigurer tokenChecks(Tokens tokens) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new TokenCheck(tokens)).excludePathPatterns("/webhooks/**", "/error");
                }
            };
        }
    }
}
