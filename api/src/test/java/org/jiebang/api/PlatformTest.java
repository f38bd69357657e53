package org.jiebang.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * A test against the whole platform with a real PostgreSQL and a real Elasticsearch. All tests of a build share one running platform with the
 * sample libraries in it: a test adds records under names of its own and counts on no others being absent.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = JiebangApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "jiebang.samples=true",
            "jiebang.accounts.local=true",
            "jiebang.limits.requests-per-second=0",
            // All tests come from one address.
            "jiebang.sign-in.failures-per-address=1000000",
            // Documented accounts have one factor; HardenedIT demands two.
            "jiebang.sign-in.second-factor-required=nobody",
            "jiebang.privacy.keys=" + PlatformTest.KEYS,
            // Sites of tests are on this machine.
            "jiebang.sources.private-addresses=true",
            "jiebang.sources.interval=0s",
            "jiebang.sources.back-off=10ms",
            "jiebang.dictionary.directory=" + PlatformTest.DICTIONARY,
            "jiebang.evidence.largest-file=" + PlatformTest.LARGEST_EVIDENCE_MB + "MB",
            "jiebang.imports.largest-file=" + PlatformTest.LARGEST_FILE_MB + "MB"
        })
@ContextConfiguration(initializers = {TestServices.class, IdentityProvider.class, MailServer.class})
@AutoConfigureWebTestClient(timeout = "30s")
@Import({Platform.class, Platform.LargeAnswers.class, TestSessions.class, People.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface PlatformTest {
    /** The operator's dictionary files of the platform under test. */
    String DICTIONARY = "target/dictionary";

    int LARGEST_FILE_MB = 64;

    int LARGEST_EVIDENCE_MB = 3;

    /** Seals the personal data of the platform under test; good for nothing else. */
    String KEYS = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
}
