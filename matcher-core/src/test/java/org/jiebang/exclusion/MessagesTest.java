package org.jiebang.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void everySentenceExistsInBothLanguages() throws IOException {
        Properties chinese = read("messages_zh_CN.properties");
        Properties english = read("messages_en.properties");
        assertThat(chinese.stringPropertyNames()).isNotEmpty().isEqualTo(english.stringPropertyNames());
        assertThat(read("messages.properties")).as("the fallback is English").isEqualTo(english);
    }

    @Test
    void bothLanguagesNameTheSameThings() throws IOException {
        Properties chinese = read("messages_zh_CN.properties");
        Properties english = read("messages_en.properties");
        for (String key : chinese.stringPropertyNames()) {
            assertThat(places(chinese, key)).as(key).isEqualTo(places(english, key));
            assertThat(english.getProperty(key))
                    .as("a lone quote swallows what follows")
                    .doesNotContain("'")
                    .matches("\\p{ASCII}+");
            assertThat(chinese.getProperty(key)).matches("[^A-Za-z]+").doesNotContain("'");
        }
    }

    private static TreeSet<String> places(Properties messages, String key) {
        TreeSet<String> places = new TreeSet<>();
        PLACE.matcher(messages.getProperty(key)).results().forEach(result -> places.add(result.group()));
        return places;
    }

    private static Properties read(String file) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Exclusion.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
