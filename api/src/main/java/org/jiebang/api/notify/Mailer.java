package org.jiebang.api.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jiebang.api.platform.Compute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends mails by the operator's server. A server that does not answer is given up after ten seconds. */
@Component
class Mailer {
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final String PATIENCE_MS = "10000";

    private final MailProperties properties;
    private final Compute compute;
    private final JavaMailSenderImpl sender;

    Mailer(MailProperties properties, Compute compute) {
        this.properties = properties;
        this.compute = compute;
        this.sender = sender(properties);
    }

    private static JavaMailSenderImpl sender(MailProperties properties) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(properties.host());
        sender.setPort(properties.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (!properties.username().isBlank()) {
            sender.setUsername(properties.username());
            sender.setPassword(properties.password());
        }
        Properties session = sender.getJavaMailProperties();
        session.setProperty("mail.smtp.connectiontimeout", PATIENCE_MS);
        session.setProperty("mail.smtp.timeout", PATIENCE_MS);
        session.setProperty("mail.smtp.writetimeout", PATIENCE_MS);
        // The mail is taken when the server has answered to its text; a farewell only makes the time longer in which a
        // crash sends it twice.
        session.setProperty("mail.smtp.quitwait", "false");
        session.setProperty(
                "mail.smtp.auth", String.valueOf(!properties.username().isBlank()));
        boolean startTls = properties.security() == MailProperties.Security.STARTTLS;
        session.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
        session.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
        session.setProperty(
                "mail.smtp.ssl.enable", String.valueOf(properties.security() == MailProperties.Security.TLS));
        session.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return sender;
    }

    /**
     * A mail.
     *
     * @param id its Message-ID without host, the same whenever it is sent again; a reader's mailbox knows it again
     * @param stop address that ends the mails of this reader; null if it is none that he could stop
     */
    record Mail(
            String id,
            String to,
            String subject,
            String text,
            @Nullable String stop) {
        /** Without address and text, so that no log tells them. */
        @Override
        public String toString() {
            return "Mail[" + id + "]";
        }
    }

    boolean isOn() {
        return properties.isOn();
    }

    /** Address of a place within the page. */
    String link(String path) {
        return properties.page() + path;
    }

    /** Fails with a {@link org.springframework.mail.MailException} if the server is away or refuses. */
    Mono<Void> send(Mail mail) {
        return compute.run(() -> {
                    transmit(message(mail));
                    return true;
                })
                .then();
    }

    /** A server that has taken the mail has taken it, however the connection ends. */
    private void transmit(MimeMessage message) {
        try {
            sender.send(message);
        } catch (MailSendException broken) {
            if (!broken.getFailedMessages().isEmpty()) {
                throw broken;
            }
            LOG.warn("The mail server has taken a mail, and its connection could not be closed", broken);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = new WithId(sender, "<" + mail.id() + "@jiebang>");
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(properties.from());
        helper.setTo(mail.to());
        helper.setSubject(mail.subject());
        helper.setText(mail.text());
        message.setHeader("Auto-Submitted", "auto-generated");
        if (mail.stop() != null) {
            // RFC 8058: a mailbox may end the mails by one request.
            message.setHeader("List-Unsubscribe", "<" + mail.stop() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
    }

    /** A message that keeps the id that it was given. */
    private static final class WithId extends MimeMessage {
        private final String id;

        WithId(JavaMailSenderImpl sender, String id) {
            super(sender.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
