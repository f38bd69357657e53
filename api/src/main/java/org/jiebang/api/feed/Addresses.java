package org.jiebang.api.feed;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Full addresses of pages: as configured, or as the request came. */
@Component
class Addresses {
    private final String page;

    Addresses(@Value("${jiebang.mail.page}") String page) {
        this.page = page.replaceAll("/+$", "");
    }

    /** Address without a slash at its end. */
    String base(ServerHttpRequest request) {
        if (!page.isBlank()) {
            return page;
        }
        String host = request.getURI().getRawAuthority();
        return request.getURI().getScheme() + "://" + host;
    }
}
