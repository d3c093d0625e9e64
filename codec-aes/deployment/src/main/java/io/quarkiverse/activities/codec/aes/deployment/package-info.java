/** The build steps of the AES codec. */
package io.quarkiverse.activities.codec.aes.deployment;
