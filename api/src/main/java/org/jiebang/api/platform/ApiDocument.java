package org.jiebang.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Head of the API document; the same wherever the server runs, so that the page's client can be generated from a committed copy. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("揭榜 Jiebang")
                        .version("0.1")
                        .description("Search and matching between technical problems and those who can solve them")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")));
    }
}
