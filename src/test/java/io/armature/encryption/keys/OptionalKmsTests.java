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
package io.armature.encryption.keys;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("F21")
class OptionalKmsTests {

    private static final String PACKAGE = "io.armature.encryption.keys.";

    @Test
    void classesWhenTheyAreNotOfKmsShouldNotUseItsClient() {
        noClasses()
                .that()
                .resideInAPackage("io.armature.encryption..")
                .and()
                .haveNameNotMatching("io\\.armature\\.encryption\\.keys\\.Kms.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.kms..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("io\\.armature\\.encryption\\.keys\\.Kms(?!Settings).*")
                .check(new ClassFileImporter()
                        .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.armature.encryption"));
    }

    @Test
    void localProviderWhenKmsIsNotThereShouldWork(@TempDir Path directory) throws Exception {
        try (URLClassLoader withoutKms = withoutKms()) {
            Object provider = withoutKms
                    .loadClass(PACKAGE + "LocalKeyProvider")
                    .getMethod("open", Path.class)
                    .invoke(null, directory.resolve("key"));
            assertThat(provider.getClass().getClassLoader()).isSameAs(withoutKms);
            assertThat(withoutKms
                            .loadClass(PACKAGE + "KmsSettings")
                            .getMethod("defaults")
                            .invoke(null))
                    .hasToString(KmsSettings.defaults().toString());
            Class<?> kms = withoutKms.loadClass(PACKAGE + "KmsClientFactory");
            assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(kms::getMethods);
        }
    }

    private static URLClassLoader withoutKms() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (!Path.of(path).getFileName().toString().startsWith("kms-")) {
                urls.add(Path.of(path).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
