/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.boot.SpringBootVersion;
import software.amazon.awssdk.core.util.VersionInfo;

/**
 * Versions of what runs.
 *
 * @param armature this library, {@code unknown} if it does not run from its jar
 * @param awsSdk the AWS SDK
 * @param springBoot Spring Boot
 * @param java the JDK
 */
public record Versions(String armature, String awsSdk, String springBoot, String java) {

    private static final String UNKNOWN = "unknown";

    static final Versions CURRENT = new Versions(
            ours(),
            VersionInfo.SDK_VERSION,
            SpringBootVersion.getVersion(),
            System.getProperty("java.version", UNKNOWN));

    /** Maven puts this file into each jar. */
    private static String ours() {
        Properties properties = new Properties();
        try (InputStream file = Versions.class.getResourceAsStream(
                "/META-INF/maven/io.armature/armature-spring-boot-starter/pom.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return properties.getProperty("version", UNKNOWN);
    }
}
