package io.throughline.dashboard.login;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** There only where people sign in with their organisation's OpenID provider: naming it is the switch. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(OrganisationSignsIn.ISSUER)
@interface OrganisationSignsIn {

    String ISSUER = "throughline.dashboard.oidc.issuer-uri";
}
