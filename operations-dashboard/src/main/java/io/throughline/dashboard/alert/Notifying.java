package io.throughline.dashboard.alert;

import io.throughline.dashboard.store.NoticeStore;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The ways to people that were configured. */
@Configuration
class Notifying {

    @Bean(initMethod = "start", destroyMethod = "close")
    Notifier notifier(
            NoticeStore notices, NotifyProperties properties, ObjectProvider<JavaMailSenderImpl> mail, Clock clock) {
        List<Channel> channels = new ArrayList<>();
        URI webhook = properties.webhook();
        if (webhook != null) {
            channels.add(new WebhookChannel(webhook, properties.timeout()));
        }
        if (!properties.mailTo().isEmpty()) {
            channels.add(mailChannel(properties, Optional.ofNullable(mail.getIfAvailable())));
        }
        return new Notifier(notices, channels, properties, clock);
    }

    private static MailChannel mailChannel(NotifyProperties properties, Optional<JavaMailSenderImpl> server) {
        JavaMailSenderImpl sender = server.orElseThrow(() -> new IllegalArgumentException(
                "throughline.dashboard.notify.mail-to names recipients, but spring.mail.host is not set"));
        properties.allowMail(sender.getHost());
        return new MailChannel(sender, properties);
    }
}
