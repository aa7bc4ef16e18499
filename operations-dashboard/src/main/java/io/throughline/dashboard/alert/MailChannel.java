package io.throughline.dashboard.alert;

import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

/** E-mail to the same recipients always. */
final class MailChannel implements Channel {

    private final MailSender mail;
    private final NotifyProperties properties;

    MailChannel(MailSender mail, NotifyProperties properties) {
        this.mail = mail;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Words words) throws NotTakenException {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(properties.mailFrom());
        message.setTo(properties.mailTo().toArray(String[]::new));
        message.setSubject(words.title());
        message.setText(words.text());
        try {
            mail.send(message);
        } catch (MailException refused) {
            throw new NotTakenException(
                    "the mail server did not take it: " + refused.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        // A connection lasts for one message.
    }
}
