package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The SMTP server to which every platform under test sends. */
public final class MailServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Address of the page, as the mails name it. */
    public static final String PAGE = "https://jiebang.example.org";

    private static final GreenMail SERVER = start();

    private static GreenMail start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(Map.of(
                        "jiebang.mail.host",
                        "127.0.0.1",
                        "jiebang.mail.port",
                        String.valueOf(SERVER.getSmtp().getPort()),
                        "jiebang.mail.security",
                        "NONE",
                        "jiebang.mail.from",
                        "揭榜 <notice@jiebang.example.org>",
                        "jiebang.mail.page",
                        PAGE + "/",
                        // Receivers of the tests are on this machine.
                        "jiebang.notices.private-webhooks",
                        "true"))
                .applyTo(context);
    }

    /** Mails that have come for an address, in the order of their coming. */
    public static List<MimeMessage> mailsFor(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> isFor(mail, address))
                .toList();
    }

    private static boolean isFor(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getAllRecipients())
                    .anyMatch(to -> to.toString().equals(address));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until so many mails have come for an address. */
    public static List<MimeMessage> await(String address, int count) {
        return Platform.soon().until(() -> mailsFor(address), mails -> mails.size() >= count);
    }

    public static String text(MimeMessage mail) {
        try {
            return String.valueOf(mail.getContent());
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The one value of a heading. */
    public static String heading(MimeMessage mail, String name) {
        try {
            assertThat(mail.getHeader(name)).as(name).hasSize(1);
            return mail.getHeader(name)[0];
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
