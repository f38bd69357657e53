package org.jiebang.api.notify;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's mail server.
 *
 * @param host blank: no mails
 * @param username blank: the server asks for none
 * @param from address of the sender, e.g. {@code 揭榜 <notice@example.org>}
 * @param security STARTTLS, TLS, or NONE for a server on this machine
 * @param page address of the page, for the links of a mail, e.g. {@code https://jiebang.example.org}
 */
@ConfigurationProperties("jiebang.mail")
record MailProperties(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue("STARTTLS") Security security,
        @DefaultValue("") String page) {
    /** How the connection is encrypted. */
    enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    MailProperties {
        page = page.replaceAll("/+$", "");
        if (!host.isBlank() && (from.isBlank() || page.isBlank())) {
            throw new IllegalArgumentException(
                    "jiebang.mail.host is set, and jiebang.mail.from ('" + from + "') or jiebang.mail.page ('" + page
                            + "') is not. Maybe JIEBANG_MAIL_FROM or JIEBANG_MAIL_PAGE is missing.");
        }
        boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
        if (!host.isBlank() && security == Security.NONE && !here) {
            throw new IllegalArgumentException("jiebang.mail.security is NONE, and the mail server '" + host
                    + "' is another machine. Maybe it speaks STARTTLS (port 587) or TLS (port 465).");
        }
    }

    boolean isOn() {
        return !host.isBlank();
    }

    /** Without the password, so that no log tells it. */
    @Override
    public String toString() {
        return "MailProperties[" + host + ":" + port + ", " + security + "]";
    }
}
