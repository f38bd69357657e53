package org.jiebang.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the platform. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class JiebangApplication {
    public static void main(String[] args) {
        SpringApplication.run(JiebangApplication.class, args);
    }
}
