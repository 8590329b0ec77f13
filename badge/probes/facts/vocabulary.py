"""What in source code tells of cryptography, passwords, networks, memory and tests: patterns for single lines."""

# ruff: noqa: E501  # a row of these tables is a line

from __future__ import annotations

from enum import StrEnum


class Cue(StrEnum):
    """What a line of source code shows."""

    CRYPTO = "crypto"
    """Some word of cryptography, certificates or keys."""
    TLS = "tls"
    """TLS, SSH or an agreement on keys."""
    PASSWORD = "password"  # noqa: S105
    """Passwords, or people who log in."""
    NETWORK = "network"
    """A library that speaks over a network, or a web framework: it may encrypt without a word of it here."""
    LIBRARY = "library"
    """A library of cryptography that is free software, or part of a free language."""
    SYSTEM = "system"
    """The operating system's own cryptography."""
    OWN = "own"
    """The constants of a cipher or hash: somebody wrote the algorithm again."""
    OWN_CHECKSUM = "own checksum"
    """The constants of MD5 or SHA-1, which are mostly there for checksums."""
    BROKEN_HASH = "broken hash"
    """A call of MD4 or MD5."""
    BROKEN_CIPHER = "broken cipher"
    """RC4, single DES or ECB, asked for by name."""
    WEAK_HASH = "weak hash"
    """A call of SHA-1."""
    WEAK_SIGNATURE = "weak signature"
    """A signature, or a key's fingerprint that is trusted, by SHA-1 or MD5."""
    CBC = "cbc"
    """CBC mode, asked for by name."""
    SHORT_KEY = "short key"
    """A key made shorter than it should be."""
    NO_SECRECY = "no secrecy"
    """A list of ciphers without forward secrecy."""
    SLOW_PASSWORD = "slow password"  # noqa: S105
    """A password hashed by a function made for passwords."""
    DERIVED = "derived"
    """A function that derives keys; it may store passwords, or encrypt."""
    FAST_PASSWORD = "fast password"  # noqa: S105
    """A password hashed by a fast hash."""
    WEAK_RANDOM = "weak random"
    """A secret made by a generator that can be foreseen."""
    GOOD_RANDOM = "good random"
    """A generator made for secrets."""
    INLINE_TEST = "inline test"
    """A test that stands among the code."""
    UNSAFE = "unsafe"
    """Code whose memory the language does not guard."""
    STRICT = "strict"
    """A mode or attribute that makes the compiler stricter."""
    FUZZ = "fuzz"
    """The entry of a fuzzer."""
    UNVERIFIED = "unverified"
    """A certificate that is not verified."""
    OLD_TLS = "old tls"
    """A version of TLS or SSL that is too old, asked for by name."""
    OPEN = "open"
    """A call that speaks over a network without encryption."""


_SECRET = r"(?:secret|passw(?:or)?d|passphrase|csrf|xsrf|api_?key|auth_?key|session_?(?:key|secret|token)|access_?token|refresh_?token|reset_?token|auth_?token|otp|salt|nonce|private_?key)"  # noqa: S105
_HASH = r"(?:md5|md4|sha-?_?1|sha-?_?224|sha-?_?256|sha-?_?512)"

# Words that show that something of the kind is there at all. They only ever forbid to say that it is not.
BROAD: tuple[tuple[Cue, str], ...] = (
    (
        Cue.CRYPTO,
        r"crypt|cipher|\bmd[45]|_md[45]|sha[-_]?(?:1|2|3|224|256|384|512)\b|hmac|\baes\b|aes[-_]?(?:128|192|256|gcm|cbc)|\brsa\b|rsa_|ecdsa|ed25519|curve25519|x\.?509|private_?key|public_?key|secret_?key|signing_?key|\bnonce|\bjwt|gnupg|\bgpg|\bpgp|getrandom|/dev/u?random|secure_?random|arc4random|argon2|scrypt|pbkdf|keychain|keyring|keystore|hashlib|messagedigest|digest::|blake[23]|poly1305|sodium|secure-hash|checksum",
    ),
    (
        Cue.TLS,
        r"\bssl|ssl_|_ssl|ssl\b|\btls|tls_|_tls|tls(?:config|version|connector|socket|context)|dtls|\bssh|libssh|diffie|ecdhe?\b|x25519|handshake|\bcertificat|noise_protocol|wireguard|https_",
    ),
    (
        Cue.PASSWORD,
        r"passw(?:or)?d|passphrase|authenticat|\blog_?in\b|credential|oauth|\bsaml|kerberos|\bldap|htpasswd|sign_?in\b",
    ),
    (
        Cue.NETWORK,
        r"socket\.socket|\bsocket\(|import socket\b|sys/socket\.h|winsock|websocket|tcpstream|tcplistener|tcpsocket|udpsocket|serversocket|std::net|tokio::net|http\.client|httplib|urllib2|urllib3|urllib\.request|urlopen|\brequests\.(?:get|post|put|request|session)|aiohttp|httpx|net/http|net::http|reqwest|\bhyper::|curl|okhttp|http_?client\b|urlsession|xmlhttprequest|\bfetch\(|axios|\bgrpc|\bsmtp|\bimap|\bftp|django|flask|fastapi|['\"]express['\"]|\brails|springframework|laravel|symfony|phoenix|actix|\baxum|open-uri|file_get_contents\(['\"]http|\blwp::|http::tiny|httpoison|url-retrieve|request\.el|plz-|urlconnection|java\.net\.(?:http|socket|httpurl|urlconn)|system\.net|boost::asio|boost/asio|asio::|nodemailer|(?:require\(|from )['\"](?:node:)?(?:net|tls|dgram|https?|http2)['\"]|gen_tcp|:httpc|net\.connect|net\.dial|invoke-webrequest|invoke-restmethod|\bwget\b|httr|\bHTTP\.(?:get|request)|winhttp|wininet",
    ),
)

# Lines that say more. Each is tried on lines on which one of NARROW_WORDS stands.
NARROW: tuple[tuple[Cue, str], ...] = (
    (Cue.LIBRARY, r"^[ \t]*(?:from|import)\s+(hashlib|hmac|secrets|ssl|cryptography|Crypto|Cryptodome|nacl|OpenSSL|bcrypt|argon2|passlib|jwt|paramiko|asyncssh|itsdangerous|werkzeug\.security|django\.contrib\.auth|authlib|jose|rsa|ecdsa|gnupg)\b"),
    (Cue.LIBRARY, r"[\"']((?:crypto/(?:aes|cipher|ecdh|ecdsa|ed25519|elliptic|hmac|md5|rand|rsa|sha1|sha256|sha512|sha3|subtle|tls|x509|des|rc4)|golang\.org/x/crypto/[\w/]+))[\"']"),
    (Cue.LIBRARY, r"^[ \t]*(?:pub )?use (?:::)?(ring|rustls|openssl|sha1|sha2|sha3|md5|md_5|hmac|aes|aes_gcm|chacha20poly1305|ed25519_dalek|x25519_dalek|rsa|argon2|bcrypt|blake2|blake3|sodiumoxide|native_tls|tokio_rustls|p256|k256|aws_lc_rs|orion|age)(?:::|;)"),
    (Cue.LIBRARY, r"(?:require\(\s*|from\s+|import\s*\(?\s*)[\"']((?:node:)?crypto|(?:node:)?tls|bcryptjs|bcrypt|argon2|@node-rs/(?:argon2|bcrypt)|tweetnacl|libsodium[\w-]*|jsonwebtoken|jose|node-forge|crypto-js|@noble/[\w/-]+|sjcl|openpgp|oidc-provider)[\"']"),
    (Cue.LIBRARY, r"\b((?:window\.|globalThis\.|self\.)?crypto\.(?:subtle|getRandomValues|randomUUID))\b"),
    (Cue.LIBRARY, r"^[ \t]*import (?:static )?(java\.security\.(?:MessageDigest|SecureRandom|KeyStore|KeyPair\w*|Signature|spec|cert)|javax\.crypto|javax\.net\.ssl|org\.bouncycastle|org\.springframework\.security|com\.google\.crypto\.tink|org\.mindrot|org\.apache\.commons\.codec\.digest)"),
    (Cue.LIBRARY, r"^[ \t]*(?:open|using) (System\.Security\.Cryptography|Org\.BouncyCastle|BCrypt\.Net|Microsoft\.AspNetCore\.Identity|NSec)\b"),
    (Cue.LIBRARY, r"^[ \t]*#\s*include\s*[<\"]((?:openssl|gnutls|mbedtls|wolfssl|sodium|botan\w*|gcrypt|nettle|cryptopp|crypto\+\+|libssh2?|nss|psa|bearssl|tomcrypt|monocypher|QSsl\w*|QCryptographicHash)(?:[/.][\w./]*)?)[>\"]"),
    (Cue.LIBRARY, r"^[ \t]*require ['\"](openssl|digest(?:/\w+)?|bcrypt|securerandom|rbnacl|argon2|jwt)['\"]|\b((?:OpenSSL|Digest|BCrypt|SCrypt)::\w+|SecureRandom\.\w+)"),
    (Cue.LIBRARY, r"(?:^|[^\w>:$])(password_hash|password_verify|openssl_(?:encrypt|decrypt|sign|verify|pkey_\w+|random_pseudo_bytes)|sodium_crypto_\w+|hash_hmac|random_bytes|random_int)\s*\("),
    (Cue.LIBRARY, r"(:crypto\.\w+|\bcrypto:(?:hash|mac|strong_rand_bytes|crypto_one_time)\w*|:public_key\.\w+|\bPlug\.Crypto\.\w+|\b(?:Bcrypt|Argon2|Pbkdf2)\.(?:hash_pwd_salt|verify_pass))"),
    (Cue.LIBRARY, r"^[ \t]*import (?:qualified )?(Crypto\.[\w.]+|CryptoKit|Crypto|Network\.TLS|mirage_crypto)\b|^[ \t]*use (Digest::\w+|Crypt::[\w:]+|Net::SSLeay|IO::Socket::SSL)|package:(crypto|cryptography|pointycastle)/|require\W+(openssl|resty\.\w*(?:md5|sha|aes|hmac|random))|\b(Mirage_crypto|Cryptokit|Digestif)\b|\((secure-hash|gnutls-\w+|epg-\w+)"),
    (Cue.SYSTEM, r"^[ \t]*#\s*(?:include|import)\s*[<\"]((?:wincrypt|bcrypt|ncrypt|schannel|sspi)\.h|CommonCrypto/[\w.]+|Security/[\w.]+)[>\"]|\b(BCryptOpenAlgorithmProvider|CryptAcquireContext\w?|SecKeyCreate\w+|CCCrypt|CCHmac)\b|^[ \t]*import (CommonCrypto)\b"),
    (Cue.OWN, r"0x428a2f98|0x6a09e667[^0-9a-f]|\b0x63,\s*0x7c,\s*0x77,\s*0x7b\b|0x61707865|expand 32-byte k|0x0?02080800|\b58,\s*50,\s*42,\s*34,\s*26,\s*18\b"),
    (Cue.OWN_CHECKSUM, r"0x67452301|0xd76aa478|0x5a827999"),
    (Cue.BROKEN_HASH, r"\bhashlib\.(?:md4|md5)\s*\(|hashlib\.new\(\s*['\"]md[45]|\bmd5\.(?:New|Sum)\(|MessageDigest\.getInstance\(\s*\"MD[245]\"|createHash\(\s*['\"]md[45]['\"]|\bDigest::MD5\b|\bMD5\.(?:Create|HashData)\(|MD5CryptoServiceProvider|(?:^|[^\w>:$])md5(?:_file)?\s*\(\s*\$|\bEVP_md[45]\s*\(|\bMD[45]_(?:Init|Update|Final)\s*\(|:crypto\.hash\(\s*:md[45]|crypto:hash\(\s*md[45]|\bMd5::(?:new|digest)|md5::compute|CryptoJS\.MD5|DigestUtils\.md5|Hashing\.md5\(|QCryptographicHash::Md[45]|Digest::MD5|\(md5 \(|\bmd5_hex\("),
    (Cue.BROKEN_CIPHER, r"Cipher\.getInstance\(\s*\"(?:DES|RC4|ARCFOUR|RC2|AES/ECB|AES\"|DES/|Blowfish/ECB)[^\"]*\"?|\bAES\.MODE_ECB\b|\b(?:DES|ARC4|ARC2)\.new\(|\bmodes\.ECB\(|algorithms\.(?:ARC4|TripleDES|Blowfish)\(|\brc4\.NewCipher\(|\bdes\.NewCipher\(|createCipher(?:iv)?\(\s*['\"](?:des|rc4|aes-\d+-ecb|bf-ecb)[\w-]*['\"]|\bEVP_(?:rc4|des_ecb|des_cbc|aes_\d+_ecb)\s*\(|CipherMode\.ECB\b|DESCryptoServiceProvider|RC2CryptoServiceProvider|openssl_encrypt\([^,]+,\s*['\"](?:des-|rc4|aes-\d+-ecb)|mcrypt_encrypt\(|MCRYPT_(?:DES|RC4|ARCFOUR|MODE_ECB)|OpenSSL::Cipher(?:\.new|::Cipher\.new)\(\s*['\"](?:des-|rc4|aes-\d+-ecb)"),
    (Cue.WEAK_HASH, r"\bhashlib\.sha1\s*\(|\bsha1\.(?:New|Sum)\(|MessageDigest\.getInstance\(\s*\"SHA-?1?\"|createHash\(\s*['\"]sha-?1['\"]|\bDigest::SHA1\b|\bSHA1\.(?:Create|HashData)\(|SHA1CryptoServiceProvider|(?:^|[^\w>:$])sha1(?:_file)?\s*\(\s*\$|\bEVP_sha1\s*\(|\bSHA1_(?:Init|Update|Final)\s*\(|:crypto\.hash\(\s*:sha\b|crypto:hash\(\s*sha\b|\bSha1::(?:new|digest)|CryptoJS\.SHA1|DigestUtils\.sha1|Hashing\.sha1\(|hashes\.SHA1\(|QCryptographicHash::Sha1|'sha1"),
    (Cue.WEAK_SIGNATURE, r"Signature\.getInstance\(\s*\"(?:SHA1|MD5)with|createSign\(\s*['\"](?:RSA-)?(?:SHA1|MD5)['\"]|OPENSSL_ALGO_(?:SHA1|MD5)\b"),
    (Cue.CBC, r"\bMODE_CBC\b|modes\.CBC\(|NewCBC(?:En|De)crypter|[\"']aes-?\d+-cbc[\"']|\"AES/CBC/|EVP_aes_\d+_cbc|CipherMode\.CBC"),
    (Cue.SHORT_KEY, r"\bRSA\.generate\(\s*(?:bits\s*=\s*)?(?:512|768|1024|1536)\b|\bkey_size\s*=\s*(?:512|768|1024|1536)\b|rsa\.GenerateKey\([^,]+,\s*(?:512|768|1024|1536)\)|\bRSA::PKey\S*\.(?:new|generate)\(?\s*(?:512|768|1024)\b|modulusLength:\s*(?:512|768|1024|1536)\b|\bRSA_generate_key(?:_ex)?\([^,]*,?\s*(?:512|768|1024)\b|new RSACryptoServiceProvider\(\s*(?:512|768|1024)\s*\)|RSA\.Create\(\s*(?:512|768|1024)\s*\)|\b(?:openssl\s+)?genrsa\b.*\s(?:512|768|1024)\b|-newkey\s+rsa:(?:512|768|1024)\b|(?:private_key_bits|private_key_bits['\"])\s*=>\s*(?:512|768|1024)\b|KeyPairGenerator\b.*initialize\(\s*(?:512|768|1024)\s*[,)]|ssh-keygen\b.*-b\s*(?:512|768|1024)\b"),
    (Cue.NO_SECRECY, r"cipher\w*[\"']?\s*[=:(,].*[\"'][^\"']*(?:\bkRSA\b|!k?EC?DHE|!ECDHE|\bTLS_RSA_WITH_|\bAES128-SHA\b|\bRC4-SHA\b)|\bTLS_RSA_WITH_AES"),
    (Cue.SLOW_PASSWORD, r"\bbcrypt\.(?:hashpw|GenerateFromPassword|hash|hashSync|genSalt)\b|\bargon2\.(?:hash|PasswordHasher|IDKey)\b|argon2\.PasswordHasher\(|PasswordHasher\(\)|generate_password_hash\(|\bmake_password\(|\bset_password\(|CryptContext\(\s*schemes|has_secure_password|BCrypt::Password\.create|BCryptPasswordEncoder|Argon2PasswordEncoder|Pbkdf2PasswordEncoder|\bpassword_hash\(|BCrypt\.HashPassword|BCrypt\.hashpw|PasswordHasher<|(?:Bcrypt|Argon2|Pbkdf2)\.hash_pwd_salt|Hash::make\(|Argon2::default\(\)|hash_password\(.*(?:argon|bcrypt|scrypt|pbkdf)|\bcrypto_pwhash_str|DjangoPasswordHasher|Devise::Encryptor\.digest"),
    (Cue.DERIVED, r"\bpbkdf2\w*\s*\(|\bscrypt(?:Sync|\.Key|\.hash)?\s*\(|PBKDF2|Rfc2898DeriveBytes|\bScrypt\("),
    (Cue.FAST_PASSWORD, rf"\bhashlib\.{_HASH}\([^)]*passw|MessageDigest\b.*digest\([^)]*passw|createHash\(\s*['\"]{_HASH}['\"]\s*\)\.update\([^)]*passw|(?:^|[^\w>:]){_HASH}\(\s*\$\w*passw|Digest::(?:MD5|SHA\w+)\.(?:hex|base64)?digest\([^)]*passw|DigestUtils\.{_HASH}\w*\([^)]*passw|\b{_HASH}\.Sum\w*\(\[\]byte\([^)]*passw|CryptoJS\.{_HASH}\([^)]*passw"),
    (Cue.WEAK_RANDOM, rf"\b\w*{_SECRET}\w*[\"'\]]?\s*(?::\s*\w+\s*)?(?::?=|:|=>)[^=].*(?:(?:^|[^\w.])random\.(?:choices?|randint|random|getrandbits|sample|randrange|randbytes)\(|Math\.random\(|(?:^|[^\w.])rand\(\)|\bmt_rand\(|(?:^|[^\w.])rand\(\s*\d|java\.util\.Random\b|new Random\(\)|(?:^|[^\w.])rand\.(?:Intn?|Int63|Int31n?|Read|Uint32|Uint64|Float64)\(|:rand\.uniform|\bdrand48\(|\blrand48\(|uniqid\(|shuf\b|\$RANDOM\b)"),
    (Cue.GOOD_RANDOM, r"\bsecrets\.(?:token_\w+|choice|randbelow|randbits)|os\.urandom\(|SystemRandom\(|crypto\.randomBytes|crypto\.randomUUID|getRandomValues|[\"']crypto/rand[\"']|\bSecureRandom\b|\bOsRng\b|getrandom|random_bytes\(|random_int\(|strong_rand_bytes|RandomNumberGenerator\.|RNGCryptoServiceProvider|RAND_bytes\(|/dev/u?random|arc4random|BCryptGenRandom|SecRandomCopyBytes|randombytes_buf"),
    (Cue.INLINE_TEST, r"^[ \t]*#\[(?:\w+::)*test\]|^[ \t]*#\[cfg\(test\)\]|^[ \t]*test\s+\"|^[ \t]*unittest\b|^let%(?:expect_)?test|^[ \t]*\(module\+ test|^[ \t]*#\[(?:\w+::)*(?:rstest|test_case|proptest|quickcheck)"),
    (Cue.UNSAFE, r"^[ \t]*(?:pub(?:\(\w+\))? )?unsafe (?:fn|impl|extern|trait)|\bunsafe\s*\{|^[ \t]*import \"(?:C|unsafe)\"|^[ \t]*\"unsafe\"|Foreign\.Ptr|unsafePerformIO|\bUnsafeMutable\w*Pointer"),
    (Cue.STRICT, r"^[ \t]*#!\[(?:deny|forbid)\([^\]]*(?:warnings|clippy::(?:all|pedantic)|missing_docs|unsafe_code)[^\]]*\)|^[ \t]*use\s+warnings\b(?:\s+FATAL)?|^[ \t]*['\"]use strict['\"];?|\bOPTIONS_GHC\b.*-W\w+|^[ \t]*use\s+strict;|^[ \t]*Option Strict On|declare\(\s*strict_types\s*=\s*1"),
    (Cue.FUZZ, r"\bLLVMFuzzerTestOneInput\b|^func Fuzz\w*\(\s*\w+ \*testing\.F\b|\bfuzz_target!|\batheris\.(?:Setup|Fuzz|instrument)|\bfuzzerTestOneInput\b|@FuzzTest\b|\bfuzz!\(|AFL_LOOP|__AFL_FUZZ|Fuzzer\.OutOfProcess|Fuzzer\.LibFuzzer"),
    (Cue.UNVERIFIED, r"\bverify\s*=\s*False\b|\b(?:verify_mode|cert_reqs)\s*=\s*(?:ssl\.)?CERT_NONE\b|check_hostname\s*=\s*False\b|_create_unverified_context|InsecureSkipVerify\s*[:=]\s*true|rejectUnauthorized\W{1,4}false|NODE_TLS_REJECT_UNAUTHORIZED\W{1,6}0|CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:0|false|FALSE)\b|\bVERIFY_NONE\b|SSL_VERIFY_NONE\b|danger_accept_invalid_(?:certs|hostnames)\(\s*true|ServerCertificateCustomValidationCallback\s*=.*true|ServerCertificateValidationCallback.*(?:return true|=> true)|DangerousAcceptAnyServerCertificateValidator|ALLOW_ALL_HOSTNAME_VERIFIER|NoopHostnameVerifier|TrustAllStrategy|setHostnameVerifier\(.*->\s*true|'verify_peer'\s*=>\s*false|:verify\s*=>?\s*false|verify:\s*:verify_none|\bcurl\b[^|\n]*\s(?:-k|--insecure)\s"),
    (Cue.OLD_TLS, r"\bPROTOCOL_(?:TLSv1|TLSv1_1|SSLv2|SSLv3)\b|\b(?:TLSv1|TLSv1_1|SSLv2|SSLv3)_(?:client_|server_)?method\b|\bTLSVersion\.(?:TLSv1|TLSv1_1|SSLv3)\b|\btls\.Version(?:TLS10|TLS11|SSL30)\b|(?:min|max)Version['\"]?\s*[:=]\s*['\"]TLSv1(?:\.1)?['\"]|secureProtocol['\"]?\s*:\s*['\"](?:TLSv1|TLSv1_1|SSLv\d)_method|SSLContext\.getInstance\(\s*\"(?:SSL|SSLv3|TLSv1|TLSv1\.1)\"|SslProtocols\.(?:Ssl2|Ssl3|Tls|Tls11)\b|CURL_SSLVERSION_(?:TLSv1_0|TLSv1_1|SSLv2|SSLv3)\b|CURLOPT_SSLVERSION\b.*\b[1-5]\b|ssl_version\s*[:=]\s*:?['\"]?(?:TLSv1|TLSv1_1|SSLv\d)\b|ssl_protocols\s+(?:SSLv\d|TLSv1)(?:\s+TLSv1\.1)?\s*;|Protocol::Tlsv1[01]\b"),
    (Cue.OPEN, r"(?:\b(?:requests|httpx|session|client|axios|http|https?_client|HTTP|httpClient)\.(?:get|post|put|head|request|Get|Post|Head|NewRequest)|\burlopen|\bfetch|\bfile_get_contents|\bcurl|\bwget|\bHttp\.get|\bnet\.Dial|HTTPoison\.get|\bopen-uri\b.*open|\bURL|Uri\.parse|URI)\W{1,4}[\"'](?:http|ftp|ws)://(?:[a-z0-9-]+\.)+[a-z]{2,}|\b(?:default|base|api|server|endpoint|download|update|mirror|registry|service)\w*(?:url|uri|host|endpoint|address|server)\w*[\"']?\s*[:=]\s*[\"'](?:http|ftp|ws)://(?:[a-z0-9-]+\.)+[a-z]{2,}|\btelnetlib\b|\bftplib\.FTP\(|\bListenAndServe\(|\bsmtplib\.SMTP\("),
)  # fmt: skip

# What a line must contain for NARROW to be tried on it; one pass of the engine over a file looks for all of them.
NARROW_WORDS = (
    r"\bmd[45]|md[45]\b|_md[45]|sha-?_?1\b|sha-?_?(?:224|256|512)\b|crypt|cipher|hmac|hashlib|createhash|make_password|passw|digest|secret"
    r"|\bssl\b|ssl/|openssl|\btls\b|tls/|tls_rsa|rustls|libssh|asyncssh|\bnacl\b|sodium|\bjwt\b|\bjose\b|gnupg|\brsa\b|rsa_|rsa::|withrsa|ecdsa"
    r"|argon2|pbkdf2|rfc2898|\becb\b|_ecb|-ecb|/ecb|\bcbc\b|_cbc|-cbc|/cbc|newcbc|\bdes\.|\"des|'des|\brc4|'rc4|arc4|genrsa|key_size|modulus"
    r"|\brandomBytes|urandom|securerandom|getrandom|random_bytes|random_int|osrng|\botp\b|\bsalt|nonce|csrf|xsrf|api_?key|auth_?key"
    r"|(?:access|refresh|reset|auth|session)_?(?:token|key)|0x428a2f98|0x6a09e667|0x63,|0x61707865|32-byte k|02080800|58,\s*50,|0x67452301"
    r"|0xd76aa478|0x5a827999"
    r"|unsafe|^import \"c\"|foreign\.ptr|#!\[(?:deny|forbid)|^[ \t]*use warnings|use strict|options_ghc|option strict|strict_types|fuzz|afl_|atheris"
    r"|spring.*security|include\s*[<\"](?:nss|psa|botan|nettle|monocypher|tomcrypt|bearssl|security/|schannel|sspi)|paramiko|blake[23]|25519"
    r"|verify ?= ?f|verify_none|verify_mode|verify_peer|verify(?:peer|host)\b|cert_none|check_hostname|insecureskip|rejectunauth|reject_unauth|accept_invalid"
    r"|unverified_c|hostnameverif|hostname_verif|trustall|certificatevalid|customvalid|curl -k|--insecure|ssl_?version|sslv[23]|tlsv1|tlsversion|sslprotocols"
    r"|tls\.version|[\"'](?:http|ftp|ws)://|telnetlib|ftplib\.|listenandserve\(|smtplib\."
    r"|mindrot|nsec\b|crypto\.tink|seckey|cccrypt|gnutls|\(epg-|itsdangerous|authlib|set_password|hash::make|keystore"
)

INLINE_WORDS = r"|#\[(?:\w+::)*(?:test|rstest|proptest|quickcheck|cfg\(test)|^[ \t]*test\s+\"|^[ \t]*unittest\b|^let%|module\+ test"
"""What is looked for besides in languages whose tests stand among the code, until enough are found."""
