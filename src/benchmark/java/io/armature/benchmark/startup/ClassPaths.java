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
package io.armature.benchmark.startup;

import io.armature.benchmark.Checks;
import io.armature.repository.DynamoDbRepository;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Picks what an application has on its class path out of ours, which has much more: peers and what tests need. */
final class ClassPaths {

    /** Of spring-boot-starter, dynamodb and dynamodb-enhanced. */
    private static final List<String> PLAIN = List.of(
            "org/springframework/boot/spring-boot",
            "org/springframework/boot/spring-boot-autoconfigure",
            "org/springframework/spring-core",
            "org/springframework/spring-context",
            "org/springframework/spring-beans",
            "org/springframework/spring-aop",
            "org/springframework/spring-expression",
            "commons-logging/commons-logging",
            "io/micrometer/micrometer-commons",
            "io/micrometer/micrometer-observation",
            "ch/qos/logback/logback-classic",
            "ch/qos/logback/logback-core",
            "org/apache/logging/log4j/log4j-to-slf4j",
            "org/apache/logging/log4j/log4j-api",
            "org/slf4j/jul-to-slf4j",
            "org/slf4j/slf4j-api",
            "jakarta/annotation/jakarta.annotation-api",
            "org/yaml/snakeyaml",
            "org/jspecify/jspecify",
            "org/reactivestreams/reactive-streams",
            "software/amazon/eventstream/eventstream",
            "org/apache/httpcomponents/client5/httpclient5",
            "org/apache/httpcomponents/core5/httpcore5",
            "org/apache/httpcomponents/core5/httpcore5-h2");

    private static final String SDK = "software/amazon/awssdk/";

    /** What Armature brings beside itself. */
    private static final List<String> ARMATURE = List.of(
            "org/springframework/boot/spring-boot-data-commons",
            "org/springframework/boot/spring-boot-persistence",
            "org/springframework/data/spring-data-commons",
            "org/springframework/spring-tx",
            "io/github/resilience4j/resilience4j-circuitbreaker",
            "io/github/resilience4j/resilience4j-core",
            "com/github/ben-manes/caffeine/caffeine",
            "org/apache/datasketches/datasketches-java",
            "org/apache/datasketches/datasketches-memory",
            "org/hdrhistogram/HdrHistogram");

    /** Of spring-boot-starter-webmvc and spring-boot-starter-actuator. */
    private static final List<String> WEB = List.of(
            "org/springframework/boot/spring-boot-webmvc",
            "org/springframework/boot/spring-boot-servlet",
            "org/springframework/boot/spring-boot-http-converter",
            "org/springframework/boot/spring-boot-jackson",
            "org/springframework/boot/spring-boot-tomcat",
            "org/springframework/boot/spring-boot-web-server",
            "org/springframework/spring-web",
            "org/springframework/spring-webmvc",
            "org/apache/tomcat/embed/tomcat-embed-core",
            "org/apache/tomcat/embed/tomcat-embed-el",
            "org/apache/tomcat/embed/tomcat-embed-websocket",
            "tools/jackson/core/jackson-core",
            "tools/jackson/core/jackson-databind",
            "com/fasterxml/jackson/core/jackson-annotations",
            "org/springframework/boot/spring-boot-actuator",
            "org/springframework/boot/spring-boot-actuator-autoconfigure",
            "org/springframework/boot/spring-boot-health",
            "org/springframework/boot/spring-boot-micrometer-metrics",
            "org/springframework/boot/spring-boot-micrometer-observation",
            "io/micrometer/micrometer-core",
            "io/micrometer/micrometer-jakarta9",
            "org/hdrhistogram/HdrHistogram");

    private ClassPaths() {}

    /** Returns the class path of an application without Armature, or with it, and without web and actuator or with them. */
    static String of(boolean armature, boolean web, Path application) {
        List<String> entries = new ArrayList<>(List.of(application.toString(), location(Probe.class)));
        if (armature) {
            entries.add(location(DynamoDbRepository.class));
        }
        List<String> wanted = Stream.of(PLAIN, armature ? ARMATURE : List.<String>of(), web ? WEB : List.<String>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
        wanted.forEach(artifact -> entries.add(jar(artifact)));
        ours().filter(entry -> normalized(entry).contains(SDK))
                .filter(entry -> !normalized(entry).matches(".*/(kms|cloudwatch|netty-nio-client)/.*"))
                .forEach(entries::add);
        return String.join(File.pathSeparator, entries);
    }

    private static String jar(String artifact) {
        List<String> found = ours().filter(entry -> normalized(entry).contains("/" + artifact + "/"))
                .toList();
        Checks.require(found.size() == 1, found.size() + " jars of " + artifact + " are on the class path");
        return found.get(0);
    }

    private static Stream<String> ours() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String normalized(String entry) {
        return entry.replace(File.separatorChar, '/');
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException ex) {
            throw new IllegalStateException("It is not known where " + type + " is from", ex);
        }
    }
}
