package org.jiebang.api.evidence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of evidence files.
 *
 * @param mostFiles of one subject
 */
@ConfigurationProperties("jiebang.evidence")
record EvidenceProperties(
        @DefaultValue("50MB") DataSize largestFile,
        @DefaultValue("100") int mostFiles,
        @DefaultValue Scanner scanner) {
    /**
     * Where ClamAV listens.
     *
     * @param host blank: files are not scanned
     * @param timeout for a connection and for an answer
     * @param retry after which a file is tried again whose scan gave no verdict
     */
    record Scanner(
            @DefaultValue("") String host,
            @DefaultValue("3310") int port,
            @DefaultValue("60s") Duration timeout,
            @DefaultValue("1m") Duration retry) {}
}
